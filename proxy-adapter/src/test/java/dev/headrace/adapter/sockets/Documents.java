package dev.headrace.adapter.sockets;

import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.content.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is done with documents. */
final class Documents {
    static final HtmlRewriter REWRITER = HtmlRewriter.builder()
            .on("a[href]", a -> a.setAttribute("rel", "nofollow"))
            .onComments("*", comment -> comment.remove())
            .on("body", body -> body.append(Content.html("<i>end</i>")))
            .build();
    static final Rewriting REWRITING = Rewriting.of(REWRITER, "1");
    static final RewritePolicy ALL = request -> REWRITING;

    private Documents() {}

    /** What the library makes of it. */
    static byte[] rewritten(HtmlRewriter rewriter, byte[] page, @Nullable String charset) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        rewriter.rewrite(new ByteArrayInputStream(page), out, charset);
        return out.toByteArray();
    }
}
