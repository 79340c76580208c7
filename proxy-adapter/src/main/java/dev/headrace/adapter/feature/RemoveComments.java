package dev.headrace.adapter.feature;

import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.content.Comment;
import dev.headrace.rewriter.content.SourceRange;
import dev.headrace.rewriter.content.TextChunk;
import java.util.List;

/**
 * Takes comments out that nobody reads: not those that a browser, a server, a crawler or a framework acts on (see {@link KeptComments}), and
 * none in what a framework takes over. Bogus comments (WHATWG HTML §13.2.5.41) stay: {@code <!x>}, {@code <?x>}.
 *
 * <p>Texts on both sides of a comment become one text node. Where they would be read differently then, the comment stays: behind {@code <},
 * behind what may be the start of a character reference, behind a carriage return, and at the start of a {@code pre}.
 */
public final class RemoveComments implements TextFeature {
    private static final int SHORTEST_DELIMITERS = "<!---->".length();
    private static final int LONGEST_DELIMITERS = "<!----!>".length();

    private final List<String> kept;

    /**
     * The removal of comments.
     *
     * @param kept how more comments begin that stay, behind whitespace, in their case; may be empty
     */
    public RemoveComments(List<String> kept) {
        this.kept = List.copyOf(kept);
    }

    @Override
    public String name() {
        return "remove-comments";
    }

    @Override
    public void addTo(HtmlRewriterBuilder rewriter) {
        rewriter.withState(
                Page.class,
                page -> new State(page, page.tally(this)),
                handlers -> handlers.on("pre, listing", (state, element) -> state.startOfPre = endOf(element.source()))
                        .onDocumentComments(this::comment));
    }

    private void comment(State state, Comment comment) {
        if (comment.isRemoved() || state.tally.isSkipped()) {
            return;
        }
        String text = comment.text();
        if (state.page.isHydrated()) {
            state.tally.leftAlone("hydrated");
        } else if (KeptComments.isKept(text, kept)) {
            state.tally.leftAlone("has-a-meaning");
        } else if (!isProper(text, comment.source())) {
            state.tally.leftAlone("malformed");
        } else if (state.tail.joins() || comment.source().start() == state.startOfPre) {
            state.tally.leftAlone("would-join");
        } else {
            comment.remove();
            state.tally.applied();
        }
    }

    /** Whether it has both delimiters, by its length: that of its text in UTF-8 is known. In another encoding it may be taken for malformed. */
    private static boolean isProper(String text, SourceRange source) {
        long delimiters = endOf(source) - source.start() - utf8Length(text);
        return delimiters == SHORTEST_DELIMITERS || delimiters == LONGEST_DELIMITERS;
    }

    private static long endOf(SourceRange range) {
        return range.end();
    }

    private static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // Each half of a surrogate pair has two of the pair's four bytes.
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }

    private static final class State implements TextFeature.Reader {
        private final Page page;
        private final Tally tally;
        private final TextTail tail = new TextTail();
        private long startOfPre = -1;

        State(Page page, Tally tally) {
            this.page = page;
            this.tally = tally;
            page.skipIfHydrated(tally);
            page.onText(this);
        }

        @Override
        public void text(TextChunk chunk, TextBytes bytes) {
            tail.add(bytes.array(), bytes.length());
        }
    }

    /** The end of a text that comes in pieces. */
    private static final class TextTail {
        private boolean markup;
        private boolean reference;

        /** Whether what follows might be read as one with it. */
        boolean joins() {
            return markup || reference;
        }

        /** By its bytes, which tell as much: to decode every text would cost more than all else here. */
        void add(byte[] text, int length) {
            if (length > 0) {
                byte last = text[length - 1];
                markup = last == '<' || last == '\r';
                int i = length - 1;
                while (i >= 0 && isOfReference((char) (text[i] & 0xFF))) {
                    i--;
                }
                reference = i >= 0 ? text[i] == '&' : reference;
            }
        }

        private static boolean isOfReference(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
        }
    }
}
