package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.AsyncHandler;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.EndTag;
import dev.headrace.rewriter.content.Handler;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen when an element ends. Most elements have none; those that have ended are used again for others of the
 * document.
 */
final class OpenElement {
    private static final int[] NO_NUMBERS = {};
    private static final Handler<?>[] NO_HANDLERS = {};
    private static final AsyncHandler<?>[] NO_ASYNC_HANDLERS = {};
    private static final String[] NO_SUBJECTS = {};
    private static final int KEPT_ROOM = 16;

    private String name = "";
    private @Nullable ContentList appended;
    private @Nullable ContentList after;
    boolean contentRemoved;
    boolean endTagRemoved;

    @Nullable
    String newName;

    /** Handlers of its end, and what the handlers that asked for them were registered for. */
    private @Nullable Handler<?>[] endTagHandlers = NO_HANDLERS;

    private @Nullable AsyncHandler<?>[] asyncEndTagHandlers = NO_ASYNC_HANDLERS;
    private String[] endTagSubjects = NO_SUBJECTS;
    private int endTagHandlerCount;

    /** The numbers of its registrations for text and comments, for as long as they are active. */
    private int[] active = NO_NUMBERS;

    private int activeCount;

    /** Whether its end has been seen. */
    boolean closing;

    /** The neighbours among all that have not ended yet; of one that is free, the next free one. */
    @Nullable
    OpenElement older;

    private @Nullable OpenElement newer;

    /** What an earlier tag of the same element left; {@code html} and {@code body} may have several. */
    @Nullable
    OpenElement sameElement;

    void begin(String elementName) {
        name = elementName;
    }

    /** Gets ready for another element. */
    void reset() {
        if (!isPlain()) {
            forget();
        }
        activeCount = 0;
        if (active.length > KEPT_ROOM) {
            active = NO_NUMBERS;
        }
        closing = false;
        newer = null;
        sameElement = null;
    }

    /** Takes back all that handlers asked for. */
    void forget() {
        appended = null;
        after = null;
        contentRemoved = false;
        endTagRemoved = false;
        newName = null;
        if (endTagHandlerCount > 0) {
            forgetEndTagHandlers();
        }
    }

    private void forgetEndTagHandlers() {
        if (endTagHandlerCount > KEPT_ROOM) {
            endTagHandlers = NO_HANDLERS;
            endTagSubjects = NO_SUBJECTS;
        }
        Arrays.fill(endTagHandlers, null);
        asyncEndTagHandlers = NO_ASYNC_HANDLERS;
        endTagHandlerCount = 0;
    }

    String name() {
        return name;
    }

    void link(@Nullable OpenElement newest) {
        older = newest;
        if (newest != null) {
            newest.newer = this;
        }
    }

    void unlink() {
        if (older != null) {
            older.newer = newer;
        }
        if (newer != null) {
            newer.older = older;
        }
    }

    void append(Content content) {
        if (appended == null) {
            appended = new ContentList();
        }
        appended.addLast(content);
    }

    void clearAppended() {
        appended = null;
    }

    void after(ContentList contents) {
        if (!contents.isEmpty()) {
            after = new ContentList();
            after.takeFrom(contents);
        }
    }

    /** Whether output depends on where it ends. */
    boolean isPromised() {
        return contentRemoved || endTagRemoved || newName != null || appended != null || after != null;
    }

    /** Whether nothing is to be done at its end but to {@link #deactivate} it. */
    boolean isPlain() {
        return endTagHandlerCount == 0 && !isPromised();
    }

    // ---- Its end

    /** Puts out what stands in front of the end tag. */
    void emitEnd(Emission emission, int position) {
        emission.raw(position);
        if (contentRemoved) {
            emission.unsuppress();
        }
        if (appended != null) {
            emission.contents(appended);
        }
    }

    /** Puts out what stands behind the end tag. */
    void emitAfter(Emission emission) {
        if (after != null) {
            emission.contents(after);
        }
    }

    /** Puts out what is promised for its end, where there is no tag. */
    void emitImpliedEnd(Emission emission, int position) {
        emitEnd(emission, position);
        if (newName != null && !endTagRemoved) {
            emission.html("</" + newName + ">");
        }
        emitAfter(emission);
    }

    void onEndTag(Handler<EndTag> handler, String subject) {
        addEndTagSubject(subject);
        endTagHandlers[endTagHandlerCount++] = handler;
    }

    void onEndTagAsync(AsyncHandler<EndTag> handler, String subject) {
        addEndTagSubject(subject);
        if (asyncEndTagHandlers.length <= endTagHandlerCount) {
            asyncEndTagHandlers = Arrays.copyOf(asyncEndTagHandlers, endTagHandlers.length);
        }
        asyncEndTagHandlers[endTagHandlerCount++] = handler;
    }

    private void addEndTagSubject(String subject) {
        if (endTagHandlerCount == endTagHandlers.length) {
            int room = Math.max(1, endTagHandlerCount * 2);
            endTagHandlers = Arrays.copyOf(endTagHandlers, room);
            endTagSubjects = Arrays.copyOf(endTagSubjects, room);
        }
        endTagSubjects[endTagHandlerCount] = subject;
    }

    int endTagHandlerCount() {
        return endTagHandlerCount;
    }

    /** Calls one of the handlers of its end; returns what is to be waited for, or null. */
    @Nullable
    CompletionStage<?> callEndTagHandler(int index, HandlerCalls calls, EndTag unit, int position) {
        Handler<?> handler = endTagHandlers[index];
        return handler != null
                ? calls.call(handler, endTagSubjects[index], unit, position)
                : calls.callAsync(asyncEndTagHandlers[index], endTagSubjects[index], unit, position);
    }

    String endTagSubject(int index) {
        return endTagSubjects[index];
    }

    // ---- Handlers for its text and comments

    /** Has a handler called for text or comments until the element ends. */
    void activate(int registration, ActiveHandlers handlers) {
        if (activeCount == active.length) {
            active = Arrays.copyOf(active, Math.max(2, activeCount * 2));
        }
        active[activeCount++] = registration;
        handlers.add(registration);
    }

    void deactivate(ActiveHandlers handlers) {
        for (int i = 0; i < activeCount; i++) {
            handlers.remove(active[i]);
        }
        activeCount = 0;
    }
}
