package dev.headrace.rewriter.tokenizer;

import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.text.CharacterReferences;
import dev.headrace.rewriter.token.DoctypeToken;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenSink;
import dev.headrace.rewriter.token.TokenizerState;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers tokens in the form of html5lib's tokenizer tests; adjacent characters are one token. */
final class TokenCollector implements TokenSink {
    final List<List<Object>> tokens = new ArrayList<>();
    private final Encoding encoding;
    private final ByteArrayOutputStream run = new ByteArrayOutputStream();
    private TokenizerState runState = TokenizerState.DATA;

    TokenCollector(Encoding encoding) {
        this.encoding = encoding;
    }

    @Override
    public TokenizerState startTag(TagToken tag) {
        endRun();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < tag.attributeCount; i++) {
            attributes.putIfAbsent(tag.attributeName(i), tag.attributeValue(i));
        }
        String name = tag.name.text();
        tokens.add(
                tag.selfClosing ? List.of("StartTag", name, attributes, true) : List.of("StartTag", name, attributes));
        return TokenizerState.DATA;
    }

    @Override
    public void endTag(TagToken tag) {
        endRun();
        tokens.add(List.of("EndTag", tag.name.text()));
    }

    @Override
    public int text(byte[] buffer, int start, int end, TokenizerState state, boolean complete) {
        runState = state;
        run.write(buffer, start, end - start);
        if (complete) {
            endRun();
        }
        return end;
    }

    @Override
    public void endOfText(int position, TokenizerState state) {
        endRun();
    }

    @Override
    public void cdataBoundary(byte[] buffer, int start, int end) {
        endRun();
    }

    @Override
    public void comment(byte[] buffer, int start, int contentStart, int contentEnd, int end) {
        endRun();
        String text =
                normalize(encoding.decode(buffer, contentStart, contentEnd)).replace('\0', '\uFFFD');
        tokens.add(List.of("Comment", text));
    }

    @Override
    public void processingInstruction(byte[] buffer, int start, int contentStart, int contentEnd, int end) {
        endRun();
        tokens.add(List.of("ProcessingInstruction", encoding.decode(buffer, start + 2, contentEnd)));
    }

    @Override
    public void doctype(DoctypeToken doctype) {
        endRun();
        tokens.add(
                Arrays.asList("DOCTYPE", doctype.name(), doctype.publicId(), doctype.systemId(), !doctype.forceQuirks));
    }

    @Override
    public void skipped(byte[] buffer, int start, int end) {
        endRun();
    }

    @Override
    public void endOfFile() {
        endRun();
    }

    @Override
    public boolean isCdataAllowed() {
        return false;
    }

    private void endRun() {
        if (run.size() > 0) {
            byte[] bytes = run.toByteArray();
            run.reset();
            add(resolve(encoding.decode(bytes, 0, bytes.length)));
        }
    }

    private String resolve(String raw) {
        String text = normalize(raw);
        return switch (runState) {
            case DATA -> CharacterReferences.resolveText(text);
            case RCDATA -> CharacterReferences.resolveText(text.replace('\0', '\uFFFD'));
            case CDATA_SECTION -> text;
            case RAWTEXT, SCRIPT_DATA, PLAINTEXT -> text.replace('\0', '\uFFFD');
        };
    }

    private void add(String text) {
        int last = tokens.size() - 1;
        if (last >= 0 && tokens.get(last).get(0).equals("Character")) {
            tokens.set(last, List.of("Character", tokens.get(last).get(1) + text));
        } else {
            tokens.add(List.of("Character", text));
        }
    }

    private static String normalize(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
