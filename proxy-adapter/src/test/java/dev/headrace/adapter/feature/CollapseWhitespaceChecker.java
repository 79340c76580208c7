package dev.headrace.adapter.feature;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;

/** Runs of whitespace may be one character, of whatever kind, outside of what is preformatted; nothing else is new. */
final class CollapseWhitespaceChecker implements PageChecker {
    private static final Pattern RUN = Pattern.compile("[ \\t\\n\\f\\r]+");
    private static final Set<String> KEPT = Set.of(
            "pre",
            "listing",
            "textarea",
            "title",
            "script",
            "style",
            "xmp",
            "plaintext",
            "noscript",
            "iframe",
            "svg",
            "math");

    @Override
    public Feature feature() {
        return new CollapseWhitespace(List.of());
    }

    /** Comments count for nothing, since another feature may take them out. */
    @Override
    public void forgetBefore(Document document) {
        NodeTraversor.traverse(
                (node, depth) -> {
                    if (node instanceof TextNode text && !isKept(text)) {
                        String collapsed = RUN.matcher(text.getWholeText()).replaceAll(" ");
                        boolean continues = collapsed.startsWith(" ") && isBehindSpace(text);
                        text.text(continues ? collapsed.substring(1) : collapsed);
                    }
                },
                document);
    }

    private static boolean isKept(Node text) {
        for (Node node = text.parent(); node != null; node = node.parent()) {
            if (KEPT.contains(node.normalName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBehindSpace(TextNode text) {
        Node node = text.previousSibling();
        while (node instanceof Comment
                || (node instanceof TextNode empty && empty.getWholeText().isEmpty())) {
            node = node.previousSibling();
        }
        return node instanceof TextNode before && before.getWholeText().endsWith(" ");
    }
}
