package dev.headrace.rewriter.tokenizer;

import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagNames;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenSink;
import dev.headrace.rewriter.token.TokenizerState;

/**
 * Tells where tags, text, comments and doctypes begin and end (WHATWG HTML §13.2.5).
 *
 * <p>The standard's eighty states fall into four kinds of work here. Text is searched for {@code <}; nothing in it is
 * decoded, so the states for character references do not exist. Tags are the one place with a state for each place in
 * the grammar ({@link TagStates}). In comments, doctypes and instructions every state ends at some {@code >}, so these
 * look for it and then judge what stands before it ({@link MarkupStates}). Raw text looks for its own end tag, in scripts
 * through the escaped states ({@link RawTextStates}).
 *
 * <p>All are resumable: {@link #run} returns when it has walked the buffer to its limit, and goes on from there when more
 * has come. The owner of the buffer keeps the bytes from {@link #keepFrom} on, and says with {@link #rebase} how far they
 * moved. No byte is walked twice, but for the few that decide what a {@code <!} begins, and tags that the end of a buffer cut off,
 * which are walked again once.
 */
public final class Tokenizer {
    static final int TEXT = 0;
    static final int TAG_OPEN = 1;
    static final int TAG = 2;
    static final int MARKUP = 3;
    static final int RAW_TEXT = 4;

    /** A tag that the end of input cut off: when it is all there, it is walked as a whole. */
    private static final int CUT_TAG = 5;

    /** A longer tag is not walked from its start again, but goes on where it was cut off. */
    private static final int LONGEST_CUT_TAG = 2048;

    final TokenSink sink;
    final TagToken tag = new TagToken();
    private final TagNames names = new TagNames();
    private final TagStates tags = new TagStates(this);
    private final MarkupStates markup = new MarkupStates(this);
    private final RawTextStates rawText = new RawTextStates(this);
    private final DataState data = new DataState(this);
    final ByteScan scan;

    byte[] buffer = new byte[0];
    int limit;
    private int readable;
    int position;

    /** What is under way: one of {@link #TEXT} to {@link #CUT_TAG}. */
    int mode;

    /** The state that text is in, for as long as no token interrupts it. */
    TokenizerState textState = TokenizerState.DATA;

    /** The first byte of text that was not given away yet. */
    int textStart;

    /** The {@code <} of the token that is under way, or that may begin here. */
    int tokenStart;

    boolean endOfFile;
    boolean endTag;
    TagName lastStartTag = TagName.known(TagId.HTML);
    Encoding encoding = Encoding.UTF_8;

    /** Whether a part of the text node under way was given away. */
    boolean textOpen;

    private boolean paused;
    private boolean ended;

    public Tokenizer(TokenSink sink) {
        this(sink, ByteScans.named(null));
    }

    public Tokenizer(TokenSink sink, ByteScan scan) {
        this.sink = sink;
        this.scan = scan;
    }

    /** Sets the encoding in which names and values are decoded; it is ASCII-compatible. */
    public void encoding(Encoding encoding) {
        this.encoding = encoding;
        tag.encoding = encoding;
        markup.encoding(encoding);
    }

    /** Starts in a state other than data, as the parser of a fragment would. */
    public void start(TokenizerState state, String lastStartTagName) {
        lastStartTag = TagNames.of(lastStartTagName);
        enterText(state, position);
    }

    /** Says that comments' contents are of no interest now, so that they need not be kept until their end. */
    public void releaseComments(boolean release) {
        markup.release = release;
    }

    /** Makes {@link #run} return behind the token being given to the sink. */
    public void pause() {
        paused = true;
    }

    /** As {@link #run(byte[], int, int, boolean)}, if nothing is known of what stands behind the limit. */
    public boolean run(byte[] buffer, int limit, boolean endOfFile) {
        return run(buffer, limit, limit, endOfFile);
    }

    /**
     * Walks the buffer up to its limit, or until paused.
     *
     * @param readable up to where the array may be read; from the limit on there are zeros
     * @param endOfFile whether nothing follows
     * @return whether all was done; false if paused
     */
    public boolean run(byte[] buffer, int limit, int readable, boolean endOfFile) {
        this.buffer = buffer;
        this.limit = limit;
        this.readable = readable;
        this.endOfFile = endOfFile;
        tag.buffer = buffer;
        paused = false;
        data.start();
        if (mode == TAG_OPEN) {
            mode = CUT_TAG;
        }
        boolean more = true;
        while (more && !paused) {
            switch (mode) {
                case TEXT -> more = text();
                case TAG_OPEN -> more = tagOpen();
                case TAG -> more = tags.run();
                case MARKUP -> more = markup.run();
                case CUT_TAG -> more = cutTag();
                default -> more = rawText.run();
            }
        }
        if (!paused && endOfFile && !ended) {
            finish();
        }
        return !paused;
    }

    /** The first byte that is needed again: of an unfinished token, or of text that was not given away. */
    public int keepFrom() {
        return mode == TEXT || mode == RAW_TEXT ? textStart : Math.min(textStart, tokenStart);
    }

    /** Says that the bytes from {@link #keepFrom} on stand {@code delta} further on now, in this buffer. */
    public void rebase(byte[] newBuffer, int delta) {
        buffer = newBuffer;
        tag.buffer = newBuffer;
        position += delta;
        textStart += delta;
        tokenStart += delta;
        if (mode == TAG) {
            tag.shift(delta);
        }
        markup.rebase(newBuffer, delta);
    }

    /** Whether a tag is under way, which can only end at a {@code >}. */
    public boolean isInTag() {
        return mode == TAG || mode == CUT_TAG;
    }

    /** Whether nothing would be done with these bytes if they came next: they are text, and nobody wants it. */
    public boolean wouldIgnore(byte[] bytes, int from, int to) {
        if (textOpen || mode != TEXT && !(mode == RAW_TEXT && rawText.isPlain()) || !sink.ignoresText()) {
            return false;
        }
        for (int at = from; at < to; at++) {
            if (bytes[at] == '<') {
                return false;
            }
        }
        return true;
    }

    private boolean text() {
        return textState != TokenizerState.PLAINTEXT && data.run(limit) || endOfInput();
    }

    private boolean cutTag() {
        mode = TEXT;
        position = tokenStart;
        return data.run(readable) || endOfInput();
    }

    /** All up to the limit is text. */
    boolean endOfInput() {
        position = limit;
        giveText(limit, endOfFile);
        return false;
    }

    /** Leaves what begins at this {@code <} to the states; returns false. */
    boolean leaveToStates(int start) {
        tokenStart = start;
        position = start + 1;
        mode = TAG_OPEN;
        return false;
    }

    /** Whether the sink wants text here, if there is any. To be asked first: the answer is nearly always that of the last time. */
    boolean isTextWanted() {
        return textOpen || !sink.ignoresText();
    }

    /** As {@link #closeText}, for text up to a regular token; what is not wanted is there no more once that has been walked. */
    boolean passText(int to) {
        if (to == textStart && !textOpen) {
            return true;
        }
        tokenStart = to;
        return closeText();
    }

    TagName nameOf(int start, int end) {
        return names.find(encoding, buffer, start, end);
    }

    /** §13.2.5.6 tag open state, §13.2.5.7 end tag open state. */
    private boolean tagOpen() {
        int at = tokenStart + 1;
        if (at >= limit) {
            return cutOff(at);
        }
        int c = buffer[at];
        boolean slash = c == '/';
        if (slash) {
            at++;
            if (at >= limit) {
                return cutOff(at);
            }
            c = buffer[at];
        }
        if (isLetter(c)) {
            if (!closeText()) {
                return true;
            }
            if (isCutOff(at)) {
                mode = CUT_TAG;
                return false;
            }
            endTag = slash;
            tags.begin(at);
            mode = TAG;
            return true;
        }
        if (slash && c == '>') {
            giveText(tokenStart, true);
            if (paused) {
                mode = TEXT;
                position = tokenStart;
                return true;
            }
            sink.skipped(buffer, tokenStart, at + 1);
            resumeText(at + 1);
            return true;
        }
        if (slash || c == '!' || c == '?') {
            position = at;
            if (!slash || closeText()) {
                markup.begin(
                        slash ? MarkupStates.BOGUS_COMMENT : c == '!' ? MarkupStates.DECLARATION : MarkupStates.TARGET);
                mode = MARKUP;
            }
            return true;
        }
        position = at;
        mode = TEXT;
        return true;
    }

    private boolean isCutOff(int at) {
        return !endOfFile
                && limit - tokenStart < LONGEST_CUT_TAG
                && scan.indexOf(buffer, at, limit, (byte) '>') == limit;
    }

    private boolean cutOff(int at) {
        position = at;
        if (!endOfFile) {
            giveTextBefore(tokenStart);
            return false;
        }
        mode = TEXT;
        giveText(limit, true);
        return false;
    }

    private void finish() {
        if (textOpen) {
            textOpen = false;
            sink.endOfText(position, textState);
            if (paused) {
                return;
            }
        }
        ended = true;
        sink.endOfFile();
    }

    /** Gives away the text up to here, as far as the sink takes it. */
    void giveText(int end, boolean complete) {
        if (!textOpen && sink.ignoresText()) {
            textStart = Math.max(end, textStart);
        } else if (end > textStart) {
            textOpen = true;
            int given;
            do {
                given = textStart;
                textStart = sink.text(buffer, given, end, textState, complete);
            } while (textStart < end && textStart > given && !paused);
        }
    }

    /** As {@link #giveText}, for text behind which a token may begin. */
    void giveTextBefore(int end) {
        giveText(end, false);
    }

    /**
     * Ends the text node in front of the token under way.
     *
     * @return false if the sink paused; then the token's {@code <} will be met again
     */
    boolean closeText() {
        giveText(tokenStart, true);
        if (textOpen && !paused) {
            textOpen = false;
            sink.endOfText(tokenStart, textState);
        }
        if (paused) {
            meetAgain();
            return false;
        }
        return true;
    }

    /** Has what begins at {@link #tokenStart} met again, since the sink paused in the text before it, of which it may not have taken all. */
    void meetAgain() {
        position = tokenStart;
        mode = rawTextMode();
        rawText.restart();
    }

    void beginTagBehindName(int nameStart, int nameEnd) {
        tags.beginBehindName(nameStart, nameEnd);
        mode = TAG;
    }

    void enterText(TokenizerState state, int from) {
        textState = state;
        resumeText(from);
    }

    void resumeText(int from) {
        textStart = from;
        position = from;
        mode = rawTextMode();
        rawText.restart();
    }

    /** An end tag that was looked for, whole and without attributes, has been walked. */
    void finishEndTag(int nameStart, int nameEnd) {
        tag.clear();
        tag.start = tokenStart;
        tag.nameStart = nameStart;
        tag.nameEnd = nameEnd;
        tag.end = nameEnd + 1;
        tag.name = lastStartTag;
        textState = TokenizerState.DATA;
        resumeText(tag.end);
        sink.endTag(tag);
    }

    /** The tag's last byte has been walked. */
    void finishTag(int end) {
        tag.end = end;
        tag.name = names.find(encoding, buffer, tag.nameStart, tag.nameEnd);
        if (endTag) {
            textState = TokenizerState.DATA;
            resumeText(end);
            sink.endTag(tag);
        } else {
            lastStartTag = tag.name;
            resumeText(end);
            enterText(sink.startTag(tag), end);
        }
    }

    /** Source that gives no token because the end of input cut it off. */
    void skipRest() {
        sink.skipped(buffer, tokenStart, limit);
        textState = TokenizerState.DATA;
        resumeText(limit);
    }

    private int rawTextMode() {
        return switch (textState) {
            case DATA, PLAINTEXT -> TEXT;
            case RCDATA, RAWTEXT, SCRIPT_DATA, CDATA_SECTION -> RAW_TEXT;
        };
    }

    boolean isPaused() {
        return paused;
    }

    static boolean isLetter(int c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    static boolean isWhiteSpace(int c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }
}
