package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.encoding.ByteOutput;
import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.error.Limits;
import dev.headrace.rewriter.error.OnError;
import dev.headrace.rewriter.matcher.SelectorProgram;
import dev.headrace.rewriter.tokenizer.ByteScan;
import dev.headrace.rewriter.tokenizer.ByteScans;
import dev.headrace.selector.SelectorList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a rewriter does, compiled: immutable, and shared by all its documents. */
public final class RewriteProgram {
    final Registration[] registrations;
    final SelectorProgram selectors;

    /** The number of the registration of each selector. */
    final int[] numberBySelector;

    /** The registration of each selector. */
    final Registration[] bySelector;

    /** Whether there are registrations for the text or the comments of elements. */
    final boolean hasContentSelectors;

    /** Whether there are registrations for elements, so that not all matches are for text or comments. */
    final boolean hasElementSelectors;

    final List<Registration> doctypes;
    final List<Registration> ends;
    final List<Registration> bailOuts;
    final List<Function<@Nullable Object, ?>> states;
    final Limits limits;
    final OnError onError;
    final boolean countLines;
    final boolean adjustCharset;
    final Encoding fallback;

    /** Buffers that chunks are walked in. */
    final Pool<byte[]> buffers = new Pool<>(() -> new byte[InputBuffer.BUFFER_BYTES]);

    final ByteScan scan = ByteScans.named(System.getProperty("headrace.scan"));

    /** Where output is gathered. */
    final Pool<ByteOutput> outputs = new Pool<>(() -> new ByteOutput(Output.GATHER_BYTES));

    /** Compiles; {@code selectors} has one entry for each registration with a selector, in their order. */
    public RewriteProgram(
            List<Registration> registrations,
            List<SelectorList> selectors,
            List<Function<@Nullable Object, ?>> states,
            Options options) {
        this.registrations = registrations.toArray(Registration[]::new);
        this.selectors = SelectorProgram.compile(selectors);
        this.states = List.copyOf(states);
        this.limits = options.limits();
        this.onError = options.onError();
        this.countLines = options.countLines();
        this.adjustCharset = options.adjustCharset();
        this.fallback = options.fallback();
        this.doctypes = of(Registration.Kind.DOCTYPE);
        this.ends = of(Registration.Kind.END);
        this.bailOuts = of(Registration.Kind.BAIL_OUT);
        numberBySelector = new int[selectors.size()];
        bySelector = new Registration[selectors.size()];
        boolean contents = false;
        boolean elements = false;
        for (int i = 0; i < this.registrations.length; i++) {
            Registration registration = this.registrations[i];
            if (registration.selector() >= 0) {
                numberBySelector[registration.selector()] = i;
                bySelector[registration.selector()] = registration;
                contents |= registration.isForContent();
                elements |= !registration.isForContent();
            }
        }
        hasContentSelectors = contents;
        hasElementSelectors = elements;
    }

    /** What is set beside handlers. */
    public record Options(
            Limits limits, OnError onError, boolean countLines, boolean adjustCharset, Encoding fallback) {}

    boolean isEmpty() {
        return registrations.length == 0;
    }

    private List<Registration> of(Registration.Kind kind) {
        List<Registration> found = new ArrayList<>();
        for (Registration registration : registrations) {
            if (registration.kind() == kind && registration.selector() < 0) {
                found.add(registration);
            }
        }
        return found;
    }
}
