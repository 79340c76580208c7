package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.text.CharacterReferences;
import dev.headrace.rewriter.token.DoctypeToken;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenizerState;
import dev.headrace.rewriter.tokenizer.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A parser that builds a tree: tokenizer, tree construction, and a sink that does what it hears. */
final class DomBuilder implements TreeBuilding {
    private static final String[] NAMESPACES = {"html", "svg", "math", "null"};
    private static final int IGNORED = 3;
    private static final int MAX_OPEN_ELEMENTS = 1 << 20;
    private static final long MAX_STEPS = 10_000_000;

    final DomNode document = DomNode.line("#document");

    /** What was closed, in order: a name, with a slash if by its own end tag. */
    final List<String> closed = new ArrayList<>();

    /** The tags, in order: name, namespace of the element that it made, and the tokenizer's state behind it. */
    final List<String> tags = new ArrayList<>();

    final TreeBuilder builder;
    private final Tokenizer tokenizer = new Tokenizer(this);
    private final List<@Nullable DomNode> elements = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private TokenizerState textState = TokenizerState.DATA;
    private int textParent;
    private int textBefore;
    private String comment = "";
    private int inserted;

    /** Called behind each tag. */
    Consumer<DomBuilder> behindTag = dom -> {};

    DomBuilder() {
        builder = new TreeBuilder(this, MAX_OPEN_ELEMENTS, MAX_STEPS, true);
    }

    static DomBuilder parse(String html) {
        return parse(html, length -> length);
    }

    /** Parses what comes in chunks of a size that may depend on the whole length. */
    static DomBuilder parse(String html, IntUnaryOperator chunkSize) {
        DomBuilder dom = new DomBuilder();
        dom.feed(html, chunkSize);
        return dom;
    }

    void feed(String html, IntUnaryOperator chunkSize) {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        byte[] buffer = new byte[bytes.length + 128];
        int size = Math.max(1, chunkSize.applyAsInt(bytes.length));
        for (int from = 0; from < bytes.length; from += size) {
            int to = Math.min(bytes.length, from + size);
            System.arraycopy(bytes, from, buffer, from, to - from);
            tokenizer.run(buffer, to, false);
        }
        tokenizer.run(buffer, bytes.length, true);
    }

    String dump() {
        return document.dump();
    }

    // --- tokens

    @Override
    public TreeBuilder builder() {
        return builder;
    }

    @Override
    public TokenizerState startTag(TagToken tag) {
        inserted = IGNORED;
        TokenizerState state = builder.startTag(tag);
        tags.add("<" + tag.name + " " + NAMESPACES[inserted] + " " + state.label());
        behindTag.accept(this);
        return state;
    }

    @Override
    public void endTag(TagToken tag) {
        builder.endTag(tag);
        tags.add("</" + tag.name);
        behindTag.accept(this);
    }

    @Override
    public void comment(byte[] buffer, int start, int contentStart, int contentEnd, int end) {
        comment = "<!-- " + decode(buffer, contentStart, contentEnd) + " -->";
        builder.comment();
    }

    @Override
    public void processingInstruction(byte[] buffer, int start, int contentStart, int contentEnd, int end) {
        comment = "<?" + decode(buffer, contentStart, contentEnd) + ">";
        builder.comment();
    }

    @Override
    public void doctype(DoctypeToken doctype) {
        if (builder.insertionMode() == InsertionMode.INITIAL) {
            flushText();
            String publicId = doctype.publicId();
            String systemId = doctype.systemId();
            String name = Objects.requireNonNullElse(doctype.name(), "");
            String identifiers = publicId == null && systemId == null
                    ? ""
                    : " \"" + Objects.requireNonNullElse(publicId, "") + "\" \""
                            + Objects.requireNonNullElse(systemId, "") + "\"";
            document.insert(DomNode.line("<!DOCTYPE " + name + identifiers + ">"), null);
        }
        builder.doctype(doctype);
    }

    @Override
    public void endOfFile() {
        builder.endOfFile();
        flushText();
    }

    // --- the tree

    @Override
    public void elementInserted(
            int element, int parent, int before, TagName name, int namespace, @Nullable TagToken tag) {
        flushText();
        DomNode node = DomNode.element(ForeignNames.element(name.text(), namespace), namespace);
        if (tag != null) {
            inserted = namespace;
            addAttributes(node, tag);
        }
        set(element, node);
        place(node, parent, before);
    }

    @Override
    public void elementCloned(int element, int original, int parent, int before) {
        flushText();
        DomNode source = node(original);
        DomNode copy = DomNode.element(source.label, source.namespace);
        copy.attributes.putAll(source.attributes);
        set(element, copy);
        if (parent != DETACHED) {
            place(copy, parent, before);
        }
    }

    @Override
    public void elementClosed(int element, boolean endTag) {
        flushText();
        closed.add((endTag ? "/" : "") + node(element).label);
    }

    @Override
    public void elementReleased(int element) {
        flushText();
        node(element);
        elements.set(element, null);
    }

    @Override
    public void attributesMerged(int element, TagToken tag) {
        addAttributes(node(element), tag);
    }

    @Override
    public void elementMoved(int element, int parent, int before) {
        flushText();
        place(node(element), parent, before);
    }

    @Override
    public void childrenMoved(int from, int to) {
        flushText();
        DomNode target = node(to).container();
        for (DomNode child : List.copyOf(node(from).container().children)) {
            target.insert(child, null);
        }
    }

    @Override
    public void elementRemoved(int element) {
        flushText();
        node(element).detach();
    }

    @Override
    public void charactersInserted(int parent, int before, byte[] buffer, int start, int end, TokenizerState state) {
        if (parent != textParent || before != textBefore || state != textState) {
            flushText();
        }
        textParent = parent;
        textBefore = before;
        textState = state;
        text.write(buffer, start, end - start);
    }

    @Override
    public void commentInserted(int parent) {
        flushText();
        place(DomNode.line(comment), parent, NONE);
    }

    private void flushText() {
        if (text.size() == 0) {
            return;
        }
        byte[] bytes = text.toByteArray();
        text.reset();
        String data = decode(bytes, 0, bytes.length);
        if (textState == TokenizerState.DATA || textState == TokenizerState.RCDATA) {
            data = CharacterReferences.resolveText(data);
        }
        DomNode parent = container(textParent);
        DomNode next = textBefore == NONE ? null : node(textBefore);
        int index = next == null ? parent.children.size() : parent.children.indexOf(next);
        DomNode previous = index == 0 ? null : parent.children.get(index - 1);
        if (previous == null || previous.text == null) {
            previous = DomNode.text();
            parent.insert(previous, next);
        }
        Objects.requireNonNull(previous.text).append(data);
    }

    private void place(DomNode node, int parent, int before) {
        container(parent).insert(node, before == NONE ? null : node(before));
    }

    private DomNode container(int element) {
        return element == DOCUMENT ? document : node(element).container();
    }

    DomNode node(int element) {
        return Objects.requireNonNull(elements.get(element), "released");
    }

    private void set(int element, DomNode node) {
        while (elements.size() <= element) {
            elements.add(null);
        }
        if (elements.set(element, node) != null) {
            throw new IllegalStateException("number in use: " + element);
        }
    }

    private static void addAttributes(DomNode node, TagToken tag) {
        boolean[] duplicates = tag.duplicates();
        for (int i = 0; i < tag.attributeCount; i++) {
            if (duplicates == null || !duplicates[i]) {
                String name = ForeignNames.attribute(tag.attributeName(i), node.namespace);
                node.attributes.putIfAbsent(name, tag.attributeValue(i));
            }
        }
    }

    private static String decode(byte[] bytes, int start, int end) {
        return new String(Arrays.copyOfRange(bytes, start, end), StandardCharsets.UTF_8)
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\0', '\uFFFD');
    }
}
