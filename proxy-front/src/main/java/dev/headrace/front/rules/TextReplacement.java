package dev.headrace.front.rules;

import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.ContentType;
import dev.headrace.rewriter.content.Handler;
import dev.headrace.rewriter.content.TextChunk;
import dev.headrace.rewriter.content.TextType;

/**
 * Replaces a string wherever it stands in a text. It is sought in the source, where character references stand as they are.
 * For whole texts: it would miss what is cut into two chunks.
 *
 * @param find what is sought, not empty
 * @param with what comes in its place; as text it is escaped where the parser resolves character references
 */
record TextReplacement(String find, Content.Characters with) implements Handler<TextChunk> {
    @Override
    public void handle(TextChunk chunk) {
        String text = chunk.text();
        if (text.contains(find)) {
            chunk.setText(text.replace(find, source(chunk.type())));
        }
    }

    private String source(TextType type) {
        boolean resolved = type == TextType.DATA || type == TextType.RCDATA;
        if (with.type() == ContentType.HTML || !resolved) {
            return with.value();
        }
        return with.value().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
