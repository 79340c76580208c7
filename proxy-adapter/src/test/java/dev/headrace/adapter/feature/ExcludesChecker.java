package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** What stands between the comments is gone, and the comments, too. */
final class ExcludesChecker implements PageChecker {
    private static final String EXCLUDED = "<!--sse--><b>hidden <i>from</i></b> visitors<!--/sse-->";

    @Override
    public Feature feature() {
        return new Excludes(Suspicion.userAgent(List.of()));
    }

    /** No page of these has any: each heading gets one. */
    @Override
    public String prepare(String html) {
        return html.replace("</h1>", EXCLUDED + "</h1>").replace("</h2>", EXCLUDED + "</h2>");
    }

    @Override
    public void forgetBefore(Document before) {
        comments(before).forEach(ExcludesChecker::exclude);
    }

    /** What stands in {@code noscript} is text for a browser. */
    @Override
    public void forgetAfter(Document after) {
        List<Comment> left = comments(after);
        assertThat(left).allMatch(comment -> comment.parent() != null && isInNoscript(comment));
        left.forEach(ExcludesChecker::exclude);
    }

    private static List<Comment> comments(Document document) {
        return document.nodeStream(Comment.class)
                .filter(comment -> comment.getData().equals("sse"))
                .toList();
    }

    private static boolean isInNoscript(Node node) {
        for (Node at = node.parent(); at != null; at = at.parent()) {
            if (at.nameIs("noscript")) {
                return true;
            }
        }
        return false;
    }

    private static void exclude(Comment comment) {
        Node next = comment.nextSibling();
        boolean isEnd = false;
        while (!isEnd && next != null) {
            Node removed = next;
            next = next.nextSibling();
            isEnd = removed instanceof Comment end && end.getData().equals("/sse");
            removed.remove();
        }
        Node before = comment.previousSibling();
        Node after = comment.nextSibling();
        comment.remove();
        join(before, after);
    }

    private static void join(@Nullable Node before, @Nullable Node after) {
        if (before instanceof TextNode text && after instanceof TextNode more) {
            text.text(text.getWholeText() + more.getWholeText());
            more.remove();
        }
    }
}
