package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node of the tree that tests build, and its dump in the format of html5lib-tests. */
final class DomNode {
    /** The element's name; for any other node its line in a dump, but for text. */
    final String label;

    final int namespace;
    final boolean element;
    final @Nullable StringBuilder text;
    final Map<String, String> attributes = new TreeMap<>();
    final List<DomNode> children = new ArrayList<>();

    @Nullable
    DomNode content;

    @Nullable
    DomNode parent;

    private DomNode(String label, int namespace, boolean element, @Nullable StringBuilder text) {
        this.label = label;
        this.namespace = namespace;
        this.element = element;
        this.text = text;
    }

    static DomNode element(String name, int namespace) {
        DomNode node = new DomNode(name, namespace, true, null);
        if (name.equals("template") && namespace == Namespace.HTML) {
            node.content = line("content");
            node.content.parent = node;
        }
        return node;
    }

    static DomNode text() {
        return new DomNode("", Namespace.HTML, false, new StringBuilder());
    }

    static DomNode line(String dump) {
        return new DomNode(dump, Namespace.HTML, false, null);
    }

    /** Where the children go: into a template's content. */
    DomNode container() {
        return content == null ? this : content;
    }

    void detach() {
        if (parent != null) {
            parent.children.remove(this);
            parent = null;
        }
    }

    void insert(DomNode node, @Nullable DomNode before) {
        node.detach();
        children.add(before == null ? children.size() : children.indexOf(before), node);
        node.parent = this;
    }

    String dump() {
        StringBuilder out = new StringBuilder();
        for (DomNode child : children) {
            child.dump("| ", out);
        }
        return out.isEmpty() ? "" : out.substring(0, out.length() - 1);
    }

    private void dump(String indent, StringBuilder out) {
        out.append(indent);
        if (text != null) {
            out.append('"').append(text).append("\"\n");
            return;
        }
        if (!element) {
            out.append(label).append('\n');
        } else {
            String prefix = namespace == Namespace.SVG ? "svg " : namespace == Namespace.MATHML ? "math " : "";
            out.append('<').append(prefix).append(label).append(">\n");
        }
        attributes.forEach((name, value) -> out.append(indent)
                .append("  ")
                .append(name)
                .append("=\"")
                .append(value)
                .append("\"\n"));
        if (content != null) {
            content.dump(indent + "  ", out);
        }
        for (DomNode child : children) {
            child.dump(indent + "  ", out);
        }
    }
}
