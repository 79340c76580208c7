package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.SourceRange;
import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.encoding.EncodingSniffer;
import dev.headrace.rewriter.error.LimitException;
import dev.headrace.rewriter.error.OnError;
import dev.headrace.rewriter.error.RewriteException;
import dev.headrace.rewriter.error.SinkException;
import dev.headrace.rewriter.io.OutputSink;
import dev.headrace.rewriter.token.DoctypeToken;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenSink;
import dev.headrace.rewriter.token.TokenizerState;
import dev.headrace.rewriter.tokenizer.Tokenizer;
import dev.headrace.rewriter.tree.TreeBuilder;
import dev.headrace.rewriter.tree.TreeLimitException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionException;
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
    /** From so many bytes on it pays to borrow room for their positions. */
    private static final int MANY_BYTES = 256;

    final RewriteProgram program;
    final Emission emission;
    final ActiveHandlers active;
    final ElementUnit elementUnit = new ElementUnit(this);
    final EndTagUnit endTagUnit = new EndTagUnit(this);
    final TextUnit textUnit = new TextUnit(this);
    final CommentUnit commentUnit = new CommentUnit(this);
    private final Steps steps;
    private final ArrayDeque<Step> agenda = new ArrayDeque<>(2);
    private final Tokenizer tokenizer;
    private final TreeBuilder tree;
    private final Output output;
    private final InputBuffer input;
    private final LineCounter lines;
    final HandlerCalls calls;
    private final OpenElements open;
    private int promises;
    private boolean tentativeEncoding;
    private boolean handling = true;
    private boolean stopRequested;
    private boolean passing;
    private boolean endOfFile;
    private @Nullable TagToken tag;
    private int tokenStart;
    private @Nullable CompletionStage<?> awaited;
    private @Nullable RewriteException failure;

    Session(RewriteProgram program, OutputSink sink, Encoding encoding, boolean tentative, SourceOffsets offsets) {
        this.program = program;
        tokenizer = new Tokenizer(this, program.scan);
        output = new Output(sink, encoding, program.outputs);
        emission = new Emission(output);
        steps = new Steps(this);
        active = new ActiveHandlers(program.registrations);
        open = new OpenElements(this);
        tree = new TreeBuilder(
                open, program.limits.maxOpenElements(), program.limits.maxReconstructedElements(), false);
        input = new InputBuffer(program.buffers, offsets);
        lines = new LineCounter(program.countLines);
        calls = new HandlerCalls(program, input);
        tentativeEncoding = tentative;
        passing = program.isEmpty();
        tokenizer.encoding(encoding);
        tokenizer.releaseComments(!active.hasComments());
        makeStates();
    }

    private void makeStates() {
        try {
            calls.makeStates();
        } catch (RewriteException e) {
            fail(e);
            runAgenda();
        }
    }

    // ---- Bytes in

    /**
     * Takes bytes, as many as it can.
     *
     * @return how many were taken: fewer than given only if a handler suspended the document
     */
    int feed(byte[] bytes, int offset, int length) {
        int taken = 0;
        while (taken < length && awaited == null) {
            if (passing) {
                output.write(bytes, offset + taken, length - taken);
                output.flush();
                return length;
            }
            taken += input.add(bytes, offset + taken, length - taken);
            shift(input.shift());
            walk();
            taken -= input.returned();
        }
        if (awaited != null) {
            input.keep();
            shift(0);
        }
        return taken;
    }

    /** Says that no more bytes come. */
    void finish() {
        endOfFile = true;
        walk();
        output.flush();
    }

    boolean isFinishing() {
        return endOfFile;
    }

    /** Goes on after what was {@link #awaited}, which may have failed. */
    void resume(@Nullable Throwable thrown) {
        awaited = null;
        if (thrown != null) {
            Step step = agenda.peek();
            boolean content = emission.abandon() || step == null;
            fail(
                    content
                            ? calls.contentFailure(thrown, tokenStart)
                            : calls.handlerFailure(step.subject(), step.position(), thrown));
        }
        goOn();
    }

    /** Goes on without what is {@link #awaited}, because a limit is reached. */
    void giveUp(String limit, long value) {
        Step step = agenda.peek();
        long offset = input.offsetOf(step == null ? tokenStart : step.position());
        awaited = null;
        emission.abandon();
        fail(new LimitException(limit, value, offset));
        goOn();
    }

    private void goOn() {
        if (runAgenda()) {
            walk();
        }
        output.flush();
    }

    private void walk() {
        byte[] buffer = input.bytes();
        output.source(buffer);
        boolean done = passing;
        if (!passing) {
            try {
                done = tokenize(buffer);
            } catch (TreeLimitException e) {
                bailOut(new LimitException(e.limit(), e.value(), input.offsetOf(tokenStart)), tokenStart);
            } catch (LimitException e) {
                bailOut(e, tokenStart);
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
        output.raw(keep);
        output.flush();
        rebase(keep);
        checkMemory();
    }

    private boolean tokenize(byte[] buffer) {
        if (input.held() < MANY_BYTES) {
            return tokenizer.run(buffer, input.end(), endOfFile);
        }
        int[] positions = program.positions.take();
        tokenizer.lend(positions);
        try {
            return tokenizer.run(buffer, input.end(), endOfFile);
        } finally {
            tokenizer.lend(null);
            program.positions.giveBack(positions);
        }
    }

    private void passWhatIsHeld() {
        if (awaited == null) {
            output.source(input.bytes());
            output.raw(input.end());
            output.flush();
            input.release(input.end());
        }
    }

    private void passWhatIsDecided() {
        Step step = agenda.peek();
        if (step != null && emission.isEmpty()) {
            output.raw(step.position());
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
            bailOut(new LimitException("maxMemory", program.limits.maxMemory(), input.offsetOf(0)), 0);
            passWhatIsHeld();
        }
    }

    // ---- Steps

    /** Does what is to be done; false if that has to wait. */
    private boolean runAgenda() {
        while (awaited == null) {
            Step step = null;
            CompletionStage<?> wait;
            try {
                wait = emission.drain();
                if (wait == null) {
                    step = agenda.peek();
                    if (step == null) {
                        return true;
                    }
                    wait = step.run();
                    if (wait == null) {
                        agenda.poll();
                        stopIfRequested();
                    }
                }
            } catch (CompletionException e) {
                fail(calls.contentFailure(e, tokenStart));
                continue;
            } catch (RewriteException e) {
                fail(e);
                continue;
            }
            if (wait != null) {
                awaited = wait;
                tokenizer.pause();
            }
        }
        return false;
    }

    /** Has no handler called any more once the step under way is done. */
    void stop() {
        stopRequested = true;
    }

    private void stopIfRequested() {
        if (stopRequested && handling) {
            handling = false;
            stopParsingUnlessPromised();
        }
    }

    private void stopParsingUnlessPromised() {
        if (!handling && promises == 0 && !passing) {
            Step step = agenda.peek();
            pass(step == null ? tokenStart : step.position());
        }
    }

    /** Lets the rest of the document pass as it is, behind what bail-out handlers put here. */
    private void pass(int here) {
        passing = true;
        tokenizer.pause();
        if (failure != null) {
            callBailOutHandlers(failure, here);
        }
    }

    private void fail(RewriteException e) {
        Step failed = agenda.peek();
        int position = failed == null ? tokenStart : failed.position();
        if (program.onError == OnError.FAIL || e instanceof SinkException) {
            die(e, position);
        }
        handling = false;
        failure = failure == null ? e : failure;
        stopParsingUnlessPromised();
    }

    /** Ends parsing here: what was promised for the ends of open elements is put out now. */
    private void bailOut(RewriteException e, int here) {
        if (program.onError == OnError.FAIL) {
            die(e, here);
        }
        failure = failure == null ? e : failure;
        handling = false;
        agenda.clear();
        open.forEachNewestFirst(element -> {
            if (element.isPromised()) {
                steps.emitImpliedEnd(element, here);
            }
        });
        promises = 0;
        pass(here);
        runAgenda();
    }

    private void callBailOutHandlers(RewriteException reason, int position) {
        EndUnit unit = new EndUnit(reason);
        for (Registration registration : program.bailOuts) {
            try {
                calls.call(registration, unit, position);
            } catch (RewriteException e) {
                reason.addSuppressed(e);
            }
        }
        if (!unit.appended.isEmpty()) {
            emission.raw(position);
            emission.contents(unit.appended);
        }
    }

    private void die(RewriteException e, int position) {
        agenda.clear();
        failure = e;
        if (!(e instanceof SinkException)) {
            output.raw(position);
            output.flush();
        }
        throw e;
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
        if (handling && active.hasText()) {
            if (active.hasWholeText() && holdsWholeText(start, end, complete)) {
                return start;
            }
            if (!complete) {
                whole = start + output.encoding().completeLength(buffer, start, end);
            }
        }
        int taken = tree.text(buffer, start, whole, state, complete);
        if (handling && active.hasText() && taken > start) {
            agenda.add(steps.text(start, taken, state, false));
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
        if (handling && active.hasText()) {
            agenda.add(steps.text(position, position, state, true));
            runAgenda();
        }
    }

    @Override
    public void cdataBoundary(byte[] buffer, int start, int end) {}

    @Override
    public void comment(byte[] buffer, int start, int contentStart, int contentEnd, int end) {
        tokenStart = start;
        tree.comment();
        if (handling && active.hasComments()) {
            agenda.add(steps.comment(start, contentStart, contentEnd, end));
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
        if (handling && !program.doctypes.isEmpty()) {
            agenda.add(steps.doctype(doctype));
        }
        runAgendaIfAny();
    }

    @Override
    public void skipped(byte[] buffer, int start, int end) {}

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
        agenda.add(steps.documentEnd(input.end()));
        runAgenda();
    }

    @Override
    public boolean ignoresText() {
        return !(handling && active.hasText()) && tree.ignoresText();
    }

    @Override
    public boolean isCdataAllowed() {
        return tree.isCdataAllowed();
    }

    /** An element that handlers want was inserted. */
    void opened(OpenElement element, TagName name, int namespace, @Nullable TagToken source) {
        agenda.add(steps.open(element, name, namespace, source));
    }

    /** An element that handlers want came to its end. */
    void close(OpenElement element, boolean byEndTag) {
        element.closing = true;
        agenda.add(steps.close(element, byEndTag ? tag : null));
    }

    private void runAgendaIfAny() {
        if (!agenda.isEmpty()) {
            runAgenda();
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

    /** Whether the handlers of the step under way did not come to their end. */
    boolean hasFailed() {
        return failure != null;
    }

    boolean isHandling() {
        return handling;
    }

    void promised() {
        promises++;
    }

    /** The element needs nothing more. */
    void ended(OpenElement element, boolean promised) {
        open.remove(element);
        if (promised) {
            promises--;
        }
        stopParsingUnlessPromised();
    }

    void activate(OpenElement element) {
        element.active = true;
        for (int registration : element.matches) {
            active.add(registration);
        }
        tokenizer.releaseComments(!active.hasComments());
    }

    void deactivate(OpenElement element) {
        if (element.active) {
            element.active = false;
            for (int registration : element.matches) {
                active.remove(registration);
            }
            tokenizer.releaseComments(!active.hasComments());
        }
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
        return awaited;
    }

    @Nullable
    RewriteException failure() {
        return failure;
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
