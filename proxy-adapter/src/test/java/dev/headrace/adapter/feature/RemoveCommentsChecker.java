package dev.headrace.adapter.feature;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.select.NodeTraversor;

/** Comments may be missing, but none that somebody acts on; nothing else is new. */
final class RemoveCommentsChecker implements PageChecker {
    private static final List<String> MEANT =
            List.of("[if", "<![endif", "#", "!", "esi", "sse", "/sse", "$", "/$", "googleo", "noindex");

    @Override
    public Feature feature() {
        return new RemoveComments(List.of());
    }

    @Override
    public void forgetBefore(Document document) {
        List<Comment> comments = new ArrayList<>();
        NodeTraversor.traverse(
                (node, depth) -> {
                    if (node instanceof Comment comment && MEANT.stream().noneMatch(comment.getData()::startsWith)) {
                        comments.add(comment);
                    }
                },
                document);
        comments.forEach(Comment::remove);
    }
}
