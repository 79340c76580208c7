package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagNames;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.selector.SelectorList;
import dev.headrace.selector.SelectorParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document whose elements are inserted by hand, and what each of them matched. */
final class TestDocument {
    static final int NONE = Matcher.NONE;

    final SelectorProgram program;
    final Matcher matcher;
    private final List<String> selectors;
    private Encoding encoding = Encoding.UTF_8;
    private int next;

    /** What the last element matched. */
    List<String> matched = List.of();

    TestDocument(String... selectors) {
        this.selectors = List.of(selectors);
        program = program(this.selectors);
        matcher = new Matcher(program);
    }

    static SelectorProgram program(List<String> selectors) {
        List<SelectorList> lists = selectors.stream().map(SelectorParser::parse).toList();
        return SelectorProgram.compile(lists);
    }

    TestDocument encoding(Encoding encoding) {
        this.encoding = encoding;
        return this;
    }

    /** Inserts {@code html} and {@code body}; returns the latter. */
    int body() {
        int html = insert(Matcher.DOCUMENT, "<html>");
        return insert(html, "<body>");
    }

    int insert(int parent, String tag) {
        return insert(parent, NONE, Namespace.HTML, tag);
    }

    int insert(int parent, int before, String tag) {
        return insert(parent, before, Namespace.HTML, tag);
    }

    int insertForeign(int parent, int namespace, String tag) {
        return insert(parent, NONE, namespace, tag);
    }

    int insertImplied(int parent, TagName name) {
        int element = next++;
        say(matcher.elementInserted(element, parent, NONE, name, Namespace.HTML, null));
        return element;
    }

    int insertCopy(int original, int parent, int before) {
        int element = next++;
        matcher.elementCloned(element, original, parent, before);
        return element;
    }

    List<String> merge(int element, String tag) {
        say(matcher.attributesMerged(element, tag(tag)));
        return matched;
    }

    /** What an element with this tag matches as the last child of a parent. */
    List<String> match(int parent, String tag) {
        insert(parent, tag);
        return matched;
    }

    List<String> match(String tag) {
        return match(Matcher.DOCUMENT, tag);
    }

    private int insert(int parent, int before, int namespace, String tag) {
        TagToken token = tag(tag);
        int element = next++;
        say(matcher.elementInserted(element, parent, before, token.name, namespace, token));
        return element;
    }

    private void say(int count) {
        matched = Arrays.stream(matcher.matches(), 0, count)
                .mapToObj(selectors::get)
                .toList();
    }

    private TagToken tag(String source) {
        return token(source.getBytes(StandardCharsets.UTF_8), encoding);
    }

    /** Reads one start tag whose attributes have no {@code >} in them; offsets as the tokenizer would note them. */
    static TagToken token(byte[] source, @Nullable Encoding encoding) {
        TagToken token = new TagToken();
        token.buffer = source;
        token.end = source.length;
        token.encoding = encoding == null ? Encoding.UTF_8 : encoding;
        int i = 1;
        while (!isEndOfName(source[i])) {
            i++;
        }
        token.nameStart = 1;
        token.nameEnd = i;
        token.name = new TagNames().find(token.encoding, source, 1, i);
        while (source[i] != '>') {
            if (source[i] == ' ') {
                i++;
                continue;
            }
            i = attribute(token, source, i);
        }
        return token;
    }

    private static int attribute(TagToken token, byte[] source, int start) {
        int i = start;
        token.beginAttribute(i);
        while (!isEndOfName(source[i])) {
            i++;
        }
        token.endAttributeName(i);
        if (source[i] == '=') {
            i++;
            boolean quoted = source[i] == '"' || source[i] == '\'';
            byte quote = source[i];
            int from = quoted ? i + 1 : i;
            i = from;
            while (quoted ? source[i] != quote : source[i] != ' ' && source[i] != '>') {
                i++;
            }
            int to = i;
            i = quoted ? i + 1 : i;
            token.attributeValue(from, to);
        }
        token.endAttribute();
        return i;
    }

    private static boolean isEndOfName(byte b) {
        return b == ' ' || b == '>' || b == '=';
    }
}
