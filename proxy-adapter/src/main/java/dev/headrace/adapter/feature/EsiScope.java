package dev.headrace.adapter.feature;

import dev.headrace.rewriter.RewriteStream;
import dev.headrace.rewriter.StatefulHandlers;
import dev.headrace.rewriter.content.Comment;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** ESI in one document: in a page, in a fragment, or in an {@code <!--esi} comment of either. */
final class EsiScope {
    private static final String COMMENT = "esi";
    private static final int LONGEST_WAIT_DIGITS = 9;

    private final EsiPage page;

    /** The document that this one is part of; null for the page. */
    private final @Nullable EsiScope outer;

    /** Where the output goes; null for the page's own. */
    private final @Nullable Assembly output;

    private final FragmentTarget base;
    private final int depth;

    /** How many {@code esi:remove} are open. */
    private int removing;

    /** How many elements are open whose content is not for us to judge. */
    private int unsupported;

    /** A page. */
    EsiScope(EsiPage page) {
        this(page, null, null, FragmentTarget.of(page.page.request()), 0);
    }

    private EsiScope(
            EsiPage page, @Nullable EsiScope outer, @Nullable Assembly output, FragmentTarget base, int depth) {
        this.page = page;
        this.outer = outer;
        this.output = output;
        this.base = base;
        this.depth = depth;
    }

    static void addTo(StatefulHandlers<EsiScope> handlers) {
        handlers.on("esi\\:include", EsiScope::include)
                .on("esi\\:remove", EsiScope::remove)
                .on("esi\\:comment", EsiScope::comment)
                .on("esi\\:try, esi\\:choose, esi\\:vars, esi\\:inline", EsiScope::unsupported)
                .onDocumentComments(EsiScope::esiComment);
    }

    EsiPage page() {
        return page;
    }

    int depth() {
        return depth;
    }

    // ---- Fragments and comments

    /** Writes what a fragment of this document is, with what it includes itself. */
    void fill(Assembly part, FragmentTarget from, String text) {
        new EsiScope(page, this, part, from, depth + 1).process(part, text);
    }

    private void process(Assembly part, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (hasEsi(text)) {
            RewriteStream stream = page.fragments.open(part, "utf-8", null, this);
            stream.write(utf8);
            stream.end();
        } else {
            part.write(utf8, 0, utf8.length);
        }
        part.complete();
    }

    private static boolean hasEsi(String text) {
        for (int i = text.indexOf('<'); i >= 0; i = text.indexOf('<', i + 1)) {
            if (text.regionMatches(true, i + 1, "esi:", 0, 4) || text.startsWith("!--esi", i + 1)) {
                return true;
            }
        }
        return false;
    }

    // ---- Elements

    private void include(Element element) {
        if (removing > 0 || element.isRemoved()) {
            return;
        }
        String src = element.attribute("src");
        FragmentTarget target = src == null ? null : resolve(src);
        String wrong = unsupported > 0 ? "not-supported" : whatIsWrong(src, target);
        PageAssembly out = page.output;
        if (wrong != null || target == null || out == null) {
            page.tally.leftAlone(wrong == null ? "no-output" : wrong);
            return;
        }
        boolean continues = "continue".equalsIgnoreCase(element.attribute("onerror"));
        if (out.isSpent()) {
            page.tally.leftAlone(PageAssembly.BUDGET);
            element.before(Content.html(continues ? "" : Include.failed(PageAssembly.BUDGET)));
        } else {
            String alt = element.attribute("alt");
            FragmentTarget alternative = alt == null ? null : resolve(alt);
            Include include = new Include(this, out, alternative, continues, wait(element.attribute("maxwait")));
            include.fetch(target);
            element.before(Placement.of(writing -> place(out, include, writing)));
        }
        element.removeAndKeepContent();
    }

    private @Nullable FragmentTarget resolve(String url) {
        return base.resolve(url, page.page.request().host(), page.options.hosts());
    }

    private @Nullable String whatIsWrong(@Nullable String src, @Nullable FragmentTarget target) {
        if (src == null || src.isBlank()) {
            return "no-src";
        }
        if (target == null) {
            return "refused-url";
        }
        if (page.output == null) {
            return "no-output";
        }
        if (isLoop(target)) {
            return "loop";
        }
        if (depth >= page.options.maxDepth()) {
            return "too-deep";
        }
        return page.takeFetch() ? null : "too-many";
    }

    private boolean isLoop(FragmentTarget target) {
        for (EsiScope scope = this; scope != null; scope = scope.outer) {
            if (scope.base.equals(target)) {
                return true;
            }
        }
        return false;
    }

    /** A page may have less patience than the tenant, but not more. */
    private long wait(@Nullable String maxwait) {
        long most = page.options.timeout().toMillis();
        if (maxwait == null || maxwait.isEmpty() || maxwait.length() > LONGEST_WAIT_DIGITS) {
            return most;
        }
        for (int i = 0; i < maxwait.length(); i++) {
            if (maxwait.charAt(i) < '0' || maxwait.charAt(i) > '9') {
                return most;
            }
        }
        return Math.min(most, Long.parseLong(maxwait));
    }

    private void place(PageAssembly out, Include include, Runnable writing) throws IOException {
        if (output != null) {
            output.add(include.output());
        } else if (out.isReached(writing)) {
            out.place(include.output());
        } else {
            include.cancel();
        }
    }

    private void remove(Element element) {
        if (element.isRemoved() || unsupported > 0) {
            return;
        }
        element.remove();
        page.tally.applied();
        if (element.canHaveContent()) {
            removing++;
            element.onEndTag(end -> {
                removing--;
                if (end.isImplied()) {
                    page.tally.leftAlone("unclosed-remove");
                }
            });
        }
    }

    private void comment(Element element) {
        if (removing == 0 && unsupported == 0 && !element.isRemoved()) {
            element.removeAndKeepContent();
            page.tally.applied();
        }
    }

    private void unsupported(Element element) {
        if (removing == 0 && element.canHaveContent()) {
            page.tally.leftAlone("not-supported");
            unsupported++;
            element.onEndTag(end -> unsupported--);
        }
    }

    // ---- <!--esi … -->

    private void esiComment(Comment comment) {
        if (removing > 0 || unsupported > 0 || comment.isRemoved()) {
            return;
        }
        String text = comment.text();
        if (!text.startsWith(COMMENT)
                || (text.length() > COMMENT.length() && !isSpace(text.charAt(COMMENT.length())))) {
            return;
        }
        page.tally.applied();
        String inner = text.substring(COMMENT.length());
        PageAssembly out = page.output;
        if (out == null || !hasEsi(inner)) {
            comment.replace(Content.html(inner));
            return;
        }
        Assembly part = new Assembly();
        new EsiScope(page, this, part, base, depth).process(part, inner);
        comment.replace(Placement.of(writing -> placeInner(out, part, writing)));
    }

    private void placeInner(PageAssembly out, Assembly part, Runnable writing) throws IOException {
        if (output != null) {
            output.add(part);
        } else if (out.isReached(writing)) {
            out.place(part);
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }
}
