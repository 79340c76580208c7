package dev.headrace.adapter;

import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.content.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What tests rewrite with. */
final class Rewriters {
    /** Changes links, takes comments out and puts something at the end of the body. */
    static final HtmlRewriter SOME = HtmlRewriter.builder()
            .on("a[href]", a -> a.setAttribute("rel", "nofollow"))
            .onComments("*", comment -> comment.remove())
            .on("body", body -> body.append(Content.html("<i>end</i>")))
            .build();

    static final Rewriting REWRITING = Rewriting.of(SOME, "1");
    static final RewritePolicy ALL = request -> REWRITING;

    private Rewriters() {}

    static RewritePolicy with(HtmlRewriter rewriter) {
        Rewriting rewriting = Rewriting.of(rewriter, "1");
        return request -> rewriting;
    }

    /** What the library makes of the same page. */
    static byte[] rewritten(byte[] page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            SOME.rewrite(new ByteArrayInputStream(page), out, "utf-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** What the library lets out of the same page while it is still arriving. */
    static byte[] rewrittenSoFar(byte[] page, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SOME.open(out::write, "utf-8").write(page, 0, length);
        return out.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
