package dev.headrace.rewriter.trace;

import dev.headrace.rewriter.content.Attribute;
import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.error.LimitException;
import dev.headrace.rewriter.error.Limits;
import dev.headrace.rewriter.matcher.ForeignNames;
import dev.headrace.rewriter.text.CharacterReferences;
import dev.headrace.rewriter.token.DoctypeToken;
import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenSink;
import dev.headrace.rewriter.token.TokenizerState;
import dev.headrace.rewriter.tokenizer.Tokenizer;
import dev.headrace.rewriter.tree.TreeBuilder;
import dev.headrace.rewriter.tree.TreeLimitException;
import dev.headrace.rewriter.tree.TreeSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Parses one document, and tells of each token once tree construction has dealt with it. */
final class TraceSession implements TokenSink, TreeSink {
    private static final long NO_SECTION = -1;

    private final Tokenizer tokenizer = new Tokenizer(this);
    private final TreeBuilder tree =
            new TreeBuilder(this, Limits.DEFAULT.maxOpenElements(), Limits.DEFAULT.maxReconstructedElements(), false);
    private final Consumer<TraceEvent> events;
    private final Encoding encoding;
    private final List<TraceEvent> implied = new ArrayList<>();
    private byte[] buffer = new byte[0];
    private int length;
    private long base;
    private int tokenStart;
    private int insertedNamespace;

    /** Where a CDATA section began whose text has not been told of yet: it counts as a part of the text. */
    private long sectionStart = NO_SECTION;

    private boolean sectionHasText;

    TraceSession(Encoding encoding, long firstOffset, Consumer<TraceEvent> events) {
        this.encoding = encoding;
        this.events = events;
        base = firstOffset;
        tokenizer.encoding(encoding);
    }

    void feed(byte[] bytes, int offset, int count) {
        if (length + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + count));
        }
        System.arraycopy(bytes, offset, buffer, length, count);
        length += count;
        run(false);
        int keep = tokenizer.keepFrom();
        if (keep > 0) {
            System.arraycopy(buffer, keep, buffer, 0, length - keep);
        }
        length -= keep;
        base += keep;
        tokenizer.rebase(buffer, -keep);
    }

    void finish() {
        run(true);
    }

    private void run(boolean endOfFile) {
        try {
            tokenizer.run(buffer, length, endOfFile);
        } catch (TreeLimitException e) {
            throw new LimitException(e.limit(), e.value(), base + tokenStart);
        }
    }

    @Override
    public TokenizerState startTag(TagToken tag) {
        tokenStart = tag.start;
        insertedNamespace = -1;
        TokenizerState next = tree.startTag(tag);
        List<Attribute> attributes = new ArrayList<>();
        boolean[] duplicates = tag.duplicates();
        for (int i = 0; i < tag.attributeCount; i++) {
            if (duplicates == null || !duplicates[i]) {
                attributes.add(new Attribute(tag.attributeName(i), tag.attributeValue(i)));
            }
        }
        giveImplied();
        events.accept(new TraceEvent.StartTag(
                base + tag.start,
                base + tag.end,
                tag.name.text(),
                attributes,
                tag.selfClosing,
                insertedNamespace < 0 ? null : Namespace.uri(insertedNamespace),
                next.label(),
                tree.insertionMode().label()));
        return next;
    }

    @Override
    public void endTag(TagToken tag) {
        tokenStart = tag.start;
        tree.endTag(tag);
        giveImplied();
        String mode = tree.insertionMode().label();
        events.accept(new TraceEvent.EndTag(base + tag.start, base + tag.end, tag.name.text(), mode));
    }

    @Override
    public int text(byte[] bytes, int start, int end, TokenizerState state, boolean complete) {
        tokenStart = start;
        int whole = complete ? end : wholeCharacters(bytes, start, end, state);
        int taken = whole == start ? start : tree.text(bytes, start, whole, state, complete);
        giveImplied();
        if (taken > start) {
            String text = resolve(decode(start, taken), state);
            String label = state == TokenizerState.CDATA_SECTION ? TokenizerState.DATA.label() : state.label();
            long from = sectionStart < 0 ? base + start : sectionStart;
            sectionStart = NO_SECTION;
            sectionHasText = state == TokenizerState.CDATA_SECTION;
            events.accept(new TraceEvent.Text(from, base + taken, text, label));
        }
        return taken;
    }

    /** How far text can be shown: not into a character, a line end or a reference that more input may complete. */
    private int wholeCharacters(byte[] bytes, int start, int end, TokenizerState state) {
        int whole = start + encoding.completeLength(bytes, start, end);
        if (whole > start && bytes[whole - 1] == '\r') {
            whole--;
        }
        if (state == TokenizerState.DATA || state == TokenizerState.RCDATA) {
            for (int i = whole - 1; i >= Math.max(start, whole - 40); i--) {
                if (bytes[i] == '&') {
                    return i;
                }
            }
        }
        return whole;
    }

    private static String resolve(String raw, TokenizerState state) {
        return switch (state) {
            case DATA -> CharacterReferences.resolveText(raw);
            case RCDATA -> CharacterReferences.resolveText(raw.replace('\0', '\uFFFD'));
            case CDATA_SECTION -> raw;
            case RAWTEXT, SCRIPT_DATA, PLAINTEXT -> raw.replace('\0', '\uFFFD');
        };
    }

    @Override
    public void endOfText(int position, TokenizerState state) {}

    @Override
    public void cdataBoundary(byte[] bytes, int start, int end) {
        if (bytes[start] == '<') {
            sectionStart = base + start;
            sectionHasText = false;
        } else {
            sectionStart = NO_SECTION;
            if (sectionHasText) {
                String label = TokenizerState.DATA.label();
                events.accept(new TraceEvent.Text(base + start, base + end, "", label));
            }
        }
    }

    @Override
    public void comment(byte[] bytes, int start, int contentStart, int contentEnd, int end) {
        tokenStart = start;
        tree.comment();
        giveImplied();
        String text = decode(contentStart, contentEnd).replace('\0', '\uFFFD');
        events.accept(new TraceEvent.Comment(base + start, base + end, text));
    }

    @Override
    public void processingInstruction(byte[] bytes, int start, int contentStart, int contentEnd, int end) {
        tokenStart = start;
        tree.comment();
        giveImplied();
        String target = decode(start + 2, contentStart);
        String data = decode(contentStart, contentEnd).replace('\0', '\uFFFD').stripLeading();
        String shown = data.endsWith("?") ? data.substring(0, data.length() - 1) : data;
        events.accept(new TraceEvent.ProcessingInstruction(base + start, base + end, target, shown));
    }

    @Override
    public void doctype(DoctypeToken doctype) {
        tokenStart = doctype.start;
        tree.doctype(doctype);
        events.accept(new TraceEvent.Doctype(
                base + doctype.start,
                base + doctype.end,
                doctype.name(),
                doctype.publicId(),
                doctype.systemId(),
                doctype.forceQuirks));
    }

    @Override
    public void skipped(byte[] bytes, int start, int end) {
        events.accept(new TraceEvent.Skipped(base + start, base + end));
    }

    @Override
    public void endOfFile() {
        tokenStart = length;
        tree.endOfFile();
        giveImplied();
        events.accept(new TraceEvent.EndOfFile(base + length, base + length));
    }

    @Override
    public boolean isCdataAllowed() {
        return tree.isCdataAllowed();
    }

    @Override
    public void elementInserted(
            int element, int parent, int before, TagName name, int namespace, @Nullable TagToken tag) {
        if (tag == null) {
            implied(name, namespace, false);
        } else {
            insertedNamespace = namespace;
        }
    }

    @Override
    public void elementCloned(int element, int original, int parent, int before) {
        implied(tree.name(element), Namespace.HTML, true);
    }

    private void implied(TagName name, int namespace, boolean copy) {
        String adjusted = ForeignNames.elementName(name.text(), namespace);
        long at = base + tokenStart;
        implied.add(new TraceEvent.ImpliedElement(at, at, adjusted, Namespace.uri(namespace), copy));
    }

    @Override
    public void elementClosed(int element, boolean endTag) {
        if (!endTag) {
            String name = ForeignNames.elementName(tree.name(element).text(), tree.namespace(element));
            implied.add(new TraceEvent.ImpliedEnd(base + tokenStart, base + tokenStart, name));
        }
    }

    @Override
    public void elementReleased(int element) {}

    @Override
    public void attributesMerged(int element, TagToken tag) {}

    @Override
    public void elementMoved(int element, int parent, int before) {}

    @Override
    public void childrenMoved(int from, int to) {}

    private void giveImplied() {
        implied.forEach(events);
        implied.clear();
    }

    private String decode(int from, int to) {
        return encoding.decode(buffer, from, to, to < length)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
    }
}
