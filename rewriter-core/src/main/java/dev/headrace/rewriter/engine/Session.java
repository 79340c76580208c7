package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.SourceRange;
import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.encoding.EncodingSniffer;
import dev.headrace.rewriter.error.LimitException;
import dev.headrace.rewriter.error.RewriteException;
import dev.headrace.rewriter.io.OutputSink;
import dev.headrace.rewriter.token.DoctypeToken;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenSink;
import dev.headrace.rewriter.token.TokenizerState;
import dev.headrace.rewriter.tokenizer.Tokenizer;
import dev.headrace.rewriter.tree.TreeBuilder;
import dev.headrace.rewriter.tree.TreeLimitException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One document in an ASCII-compatible encoding on its way through the rewriter.
 *
 * <p>Each token goes to tree construction first. What that says of elements with handlers (inserted, closed) becomes a
 * {@link Step}, and so does the token itself if handlers want it. The steps are then done in order; each calls its
 * handlers, and puts out what they changed. If a handler is asynchronous, the tokenizer pauses behind the token, and
 * {@link #resume} goes on with the same step. A token without steps costs nothing more: its bytes pass later, as part of a
 * longer run.
 *
 * <p>When a handler fails, or asked to pass the rest, no handler is called any more, but parsing goes on for as long as an
 * element is open whose end was promised something; from then on bytes pass as they come.
 */
final class Session implements TokenSink {
    private static final int FEW_BYTES = 16;

    final RewriteProgram program;
    final Output output;
    final Emission emission;
    final ActiveHandlers active;
    final HandlerCalls calls;
    final Agenda agenda;
    final Steps steps;
    final OpenElements open;
    private final Tokenizer tokenizer;
    private final TreeBuilder tree;
    private final InputBuffer input;
    private final LineCounter lines;

    /** Chunks of up to so many bytes are looked at whether they can be taken without walking. */
    private final int fewBytes;

    private boolean tentativeEncoding;
    private boolean endOfFile;

    /** Whether bytes pass as they come, from what has been put out on. */
    boolean passing;

    /** Whether the run of text under way was not known to end with what handlers saw of it. */
    private boolean inTextRun;

    private TokenizerState runState = TokenizerState.DATA;

    private @Nullable TagToken tag;
    private int tokenStart;

    Session(
            RewriteProgram program,
            @Nullable Object context,
            OutputSink sink,
            Encoding encoding,
            boolean tentative,
            SourceOffsets offsets) {
        this.program = program;
        tokenizer = new Tokenizer(this, program.scan);
        output = new Output(sink, encoding, program.outputs);
        emission = new Emission(output);
        active = new ActiveHandlers(program.registrations);
        input = new InputBuffer(program.buffers, program.scan, offsets);
        lines = new LineCounter(program.countLines);
        calls = new HandlerCalls(program, input);
        agenda = new Agenda(this);
        steps = new Steps(this);
        open = new OpenElements(this);
        tree = new TreeBuilder(
                open, program.limits.maxOpenElements(), program.limits.maxReconstructedElements(), false);
        boolean fewMatter = program.countLines || program.limits.maxMemory() < InputBuffer.BUFFER_BYTES;
        fewBytes = fewMatter ? 0 : FEW_BYTES;
        tentativeEncoding = tentative;
        passing = program.isEmpty();
        tokenizer.encoding(encoding);
        tokenizer.releaseComments(!active.hasComments());
        makeStates(context);
    }

    private void makeStates(@Nullable Object context) {
        try {
            calls.makeStates(context);
        } catch (RewriteException e) {
            agenda.fail(e);
            agenda.run();
        }
    }

    // ---- Bytes in

    /**
     * Takes bytes, as many as it can.
     *
     * @return how many were taken: fewer than given only if a handler suspended the document
     */
    int feed(byte[] bytes, int offset, int length) {
        if (length <= fewBytes && takesFew(bytes, offset, length)) {
            return length;
        }
        int taken = 0;
        while (taken < length && agenda.awaited() == null) {
            if (passing) {
                output.write(bytes, offset + taken, length - taken);
                output.flush();
                return length;
            }
            taken += input.add(bytes, offset + taken, length - taken);
            if (input.isUnfinished() && tokenizer.isInTag()) {
                checkMemory();
                continue;
            }
            if (input.shift() != 0) {
                shift(input.shift());
            }
            walk(taken == length);
            taken -= input.returned();
        }
        output.flush();
        if (agenda.awaited() != null) {
            input.keep();
            shift(0);
        }
        return taken;
    }

    /**
     * Takes a few bytes at a fraction of the cost, if they are nothing but text that passes, or go on with a tag without
     * ending it.
     */
    private boolean takesFew(byte[] bytes, int offset, int length) {
        if (passing || agenda.awaited() != null) {
            return false;
        }
        if (input.held() == 0) {
            if (!tokenizer.wouldIgnore(bytes, offset, offset + length)) {
                return false;
            }
            input.pass(length);
            output.pass(bytes, offset, length);
            return true;
        }
        return tokenizer.isInTag() && !contains(bytes, offset, length, '>') && input.append(bytes, offset, length);
    }

    private static boolean contains(byte[] bytes, int offset, int length, char sought) {
        for (int i = 0; i < length; i++) {
            if (bytes[offset + i] == sought) {
                return true;
            }
        }
        return false;
    }

    void getBytes(int from, int to, byte[] target) {
        System.arraycopy(input.bytes(), from, target, 0, to - from);
    }

    /** Says that no more bytes come. */
    void finish() {
        endOfFile = true;
        walk(true);
        output.flush();
    }

    boolean isFinishing() {
        return endOfFile;
    }

    /** Goes on after what was {@link #awaited}, which may have failed. */
    void resume(@Nullable Throwable thrown) {
        agenda.arrived(thrown);
        goOn();
    }

    /** Goes on without what is {@link #awaited}, because a limit is reached. */
    void giveUp(String limit, long value) {
        agenda.giveUp(limit, value);
        goOn();
    }

    /** Lets the rest pass, because the document has taken the time that it may take; not while something is {@link #awaited}. */
    void outOfTime(long millis) {
        if (!passing) {
            agenda.bailOut(new LimitException("maxWork", millis, input.offsetOf(0)), 0);
            passWhatIsHeld();
        }
    }

    private void goOn() {
        if (agenda.run()) {
            walk(true);
        }
        output.flush();
    }

    /** Walks what is held, behind which there may be more of the chunk. */
    private void walk(boolean last) {
        byte[] buffer = input.bytes();
        output.source(buffer);
        boolean done = passing;
        if (!passing) {
            try {
                done = tokenizer.run(buffer, input.end(), input.readable(), endOfFile);
            } catch (TreeLimitException e) {
                agenda.bailOut(new LimitException(e.limit(), e.value(), input.offsetOf(tokenStart)), tokenStart);
            } catch (LimitException e) {
                agenda.bailOut(e, tokenStart);
            }
        }
        if (passing) {
            passWhatIsHeld();
            return;
        }
        if (!done) {
            passWhatIsDecided();
            return;
        }
        int keep = endOfFile ? input.end() : tokenizer.keepFrom();
        if (last) {
            output.rawLast(keep);
        } else {
            output.raw(keep);
        }
        rebase(keep);
        checkMemory();
    }

    private void passWhatIsHeld() {
        if (agenda.awaited() == null) {
            output.source(input.bytes());
            output.raw(input.end());
            output.flush();
            input.release(input.end());
        }
    }

    private void passWhatIsDecided() {
        Step step = agenda.peek();
        if (step != null && emission.isEmpty()) {
            output.raw(step.start);
        }
        output.flush();
    }

    private void rebase(int keep) {
        lines.countTo(input.bytes(), keep);
        shift(input.release(keep));
    }

    /** All positions have moved. */
    private void shift(int delta) {
        tokenizer.rebase(input.bytes(), delta);
        output.source(input.bytes());
        output.rebase(delta);
        lines.rebase(delta);
    }

    private void checkMemory() {
        long held = input.held() + input.offsetBytes();
        if (held > program.limits.maxMemory()) {
            agenda.bailOut(new LimitException("maxMemory", program.limits.maxMemory(), input.offsetOf(0)), 0);
            passWhatIsHeld();
        }
    }

    // ---- Tokens in (TokenSink)

    @Override
    public TokenizerState startTag(TagToken startTag) {
        tag = startTag;
        tokenStart = startTag.start;
        if (startTag.attributeCount > program.limits.maxAttributes()) {
            int limit = program.limits.maxAttributes();
            throw new LimitException("maxAttributes", limit, input.offsetOf(startTag.start));
        }
        TokenizerState next = tree.startTag(startTag);
        runAgendaIfAny();
        return next;
    }

    @Override
    public void endTag(TagToken endTag) {
        tag = endTag;
        tokenStart = endTag.start;
        tree.endTag(endTag);
        runAgendaIfAny();
    }

    @Override
    public int text(byte[] buffer, int start, int end, TokenizerState state, boolean complete) {
        tokenStart = start;
        int whole = end;
        if (agenda.isHandling() && active.hasText()) {
            if (active.hasWholeText() && holdsWholeText(start, end, complete)) {
                return start;
            }
            if (!complete) {
                whole = start + output.encoding().completeLength(buffer, start, end);
            }
        }
        int taken = tree.text(buffer, start, whole, state, complete);
        if (agenda.isHandling() && active.hasText() && taken > start) {
            inTextRun = !complete || taken < end;
            runState = state;
            steps.text(start, taken, state, false, !inTextRun);
        }
        runAgendaIfAny();
        return taken;
    }

    private boolean holdsWholeText(int start, int end, boolean complete) {
        long limit = program.limits.maxWholeText();
        if (end - start > limit) {
            throw new LimitException("maxWholeText", limit, input.offsetOf(start));
        }
        return !complete;
    }

    @Override
    public void endOfText(int position, TokenizerState state) {
        tokenStart = position;
        boolean endsRun = inTextRun;
        inTextRun = false;
        if (agenda.isHandling() && (endsRun ? active.hasText() : active.hasTextEnds())) {
            steps.text(position, position, state, true, endsRun);
        }
    }

    @Override
    public void cdataBoundary(byte[] buffer, int start, int end) {
        tokenStart = start;
        endOfRun(start);
    }

    /** The run of text ends, and the text node does not. */
    private void endOfRun(int position) {
        if (inTextRun) {
            inTextRun = false;
            if (agenda.isHandling() && active.hasText()) {
                steps.text(position, position, runState, false, true);
            }
        }
    }

    @Override
    public void comment(byte[] buffer, int start, int contentStart, int contentEnd, int end) {
        tokenStart = start;
        tree.comment();
        if (agenda.isHandling() && active.hasComments()) {
            steps.comment(start, contentStart, contentEnd, end);
        }
        runAgendaIfAny();
    }

    @Override
    public void processingInstruction(byte[] buffer, int start, int contentStart, int contentEnd, int end) {
        tokenStart = start;
        tree.comment();
        runAgendaIfAny();
    }

    @Override
    public void doctype(DoctypeToken doctype) {
        tokenStart = doctype.start;
        tree.doctype(doctype);
        if (agenda.isHandling() && !program.doctypes.isEmpty()) {
            agenda.add(new DoctypeStep(this, doctype));
        }
        runAgendaIfAny();
    }

    @Override
    public void skipped(byte[] buffer, int start, int end) {
        tokenStart = start;
        endOfRun(start);
    }

    @Override
    public void endOfFile() {
        tokenStart = input.end();
        tag = null;
        tree.endOfFile();
        open.forEachNewestFirst(element -> {
            if (!element.closing) {
                close(element, false);
            }
        });
        agenda.add(new DocumentEndStep(this, input.end()));
        agenda.run();
    }

    @Override
    public boolean ignoresText() {
        return !(agenda.isHandling() && active.hasText()) && tree.ignoresText();
    }

    @Override
    public boolean isCdataAllowed() {
        return tree.isCdataAllowed();
    }

    /** An element came to its end. */
    void close(OpenElement element, boolean byEndTag) {
        steps.endTag(element, byEndTag ? tag : null);
    }

    private void runAgendaIfAny() {
        if (!agenda.isEmpty()) {
            agenda.run();
        }
    }

    /** WHATWG HTML §13.2.3.4: a {@code <meta>} that comes late may still name the encoding. */
    void adjustEncoding(TagToken meta) {
        if (!tentativeEncoding) {
            return;
        }
        Encoding named =
                EncodingSniffer.ofMeta(value(meta, "charset"), value(meta, "http-equiv"), value(meta, "content"));
        if (named != null && named.isAsciiCompatible()) {
            tentativeEncoding = false;
            tokenizer.encoding(named);
            output.encoding(named);
        }
    }

    private static @Nullable String value(TagToken meta, String attribute) {
        int index = meta.find(attribute);
        return index < 0 ? null : meta.attributeValue(index);
    }

    // ---- What steps need

    boolean isQuirks() {
        return tree.isQuirks();
    }

    int tokenStart() {
        return tokenStart;
    }

    long offsetOf(int position) {
        return input.offsetOf(position);
    }

    void pauseParsing() {
        tokenizer.pause();
    }

    boolean hasFailed() {
        return agenda.hasFailed();
    }

    boolean isHandling() {
        return agenda.isHandling();
    }

    /** The element needs nothing more. */
    void ended(OpenElement element, boolean promised) {
        open.remove(element);
        if (promised) {
            agenda.promiseKept();
        }
    }

    /** Has the registration of this selector called for text or comments until the element ends. */
    void activate(OpenElement element, int selector) {
        element.activate(program.numberBySelector[selector], active);
        tokenizer.releaseComments(!active.hasComments());
    }

    void deactivate(OpenElement element) {
        element.deactivate(active);
        tokenizer.releaseComments(!active.hasComments());
    }

    String decode(int from, int to) {
        return output.encoding().decode(input.bytes(), from, to, to < input.end());
    }

    Encoding encoding() {
        return output.encoding();
    }

    SourceRange sourceRange(int from, int to) {
        lines.countTo(input.bytes(), from);
        return new SourceRange(input.offsetOf(from), input.endOffsetOf(to), lines.line(), lines.column());
    }

    @Nullable
    SourceRange firstTag(TagName name, int namespace) {
        return open.firstTag(name, namespace);
    }

    // ---- Figures

    @Nullable
    CompletionStage<?> awaited() {
        return agenda.awaited();
    }

    @Nullable
    RewriteException failure() {
        return agenda.failure();
    }

    long bytesOut() {
        return output.bytes();
    }

    long held() {
        return input.held();
    }

    long elements() {
        return open.elements();
    }

    long matches() {
        return open.matches();
    }
}
