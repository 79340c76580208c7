package dev.headrace.adapter.feature;

import dev.headrace.adapter.policy.LateOutput;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.rewriter.content.TextChunk;
import dev.headrace.rewriter.content.TextType;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A document under way, as features see it. For the thread that rewrites it. */
public final class Page implements LateOutput.Opener {
    private final RequestHead request;
    private final HttpResponseStatus status;
    private final HttpHeaders fields;
    private final List<Feature> features;
    private final Tally[] tallies;
    private ContentSecurityPolicy policy;
    private @Nullable Function<LateOutput.Outlet, PageAssembly> assembling;
    private @Nullable PageAssembly assembly;
    private boolean document;
    private final List<TextFeature.Reader> readers = new ArrayList<>(4);
    private @Nullable TextBytes textBytes;
    private final List<Tally> countingRoots = new ArrayList<>(1);
    private int openRoots;
    private final List<Tally> skippedIfHydrated = new ArrayList<>(4);

    Page(RequestHead request, HttpResponseStatus status, HttpHeaders fields, List<Feature> features) {
        this.request = request;
        this.status = status;
        this.fields = fields;
        this.features = features;
        policy = ContentSecurityPolicy.of(fields);
        tallies = new Tally[features.size()];
        for (int i = 0; i < tallies.length; i++) {
            tallies[i] = new Tally(features.get(i).name());
        }
    }

    /** The request that it answers. */
    public RequestHead request() {
        return request;
    }

    /** The response's status. */
    public HttpResponseStatus status() {
        return status;
    }

    /** The response's header fields, not to be changed here. */
    public HttpHeaders fields() {
        return fields;
    }

    /** What the response's header fields allow the page to load and run. */
    public ContentSecurityPolicy policy() {
        return policy;
    }

    /** From now on this is what the page may load and run; the response's header fields will say so before it leaves. */
    void usePolicy(ContentSecurityPolicy other) {
        policy = other;
    }

    /** What a feature of this page did. */
    public Tally tally(Feature feature) {
        for (int i = 0; i < tallies.length; i++) {
            if (features.get(i) == feature) {
                return tallies[i];
            }
        }
        throw new IllegalArgumentException(feature.name() + " is no feature of this page");
    }

    /** What all features did, in their order. */
    public List<Tally> tallies() {
        return List.of(tallies);
    }

    /**
     * Whether the source has said by now that it is a whole document, by a doctype or a tag of {@code html}, {@code head} or {@code
     * body}. What has not may be a fragment that a script puts into another page.
     */
    public boolean isDocument() {
        return document;
    }

    /**
     * Whether this place is in an element that a framework of the page's own will take over ("hydrate").
     * It compares elements, attributes, text and comments with what it expects, so they must stay as they are.
     */
    public boolean isHydrated() {
        return openRoots > 0;
    }

    /** Has the text of the page looked at. */
    void onText(TextFeature.Reader reader) {
        readers.add(reader);
    }

    void text(TextChunk chunk) {
        if (chunk.type() != TextType.DATA || readers.isEmpty()) {
            return;
        }
        TextBytes bytes = textBytes == null ? new TextBytes() : textBytes;
        textBytes = bytes;
        bytes.read(chunk);
        for (int i = 0; i < readers.size(); i++) {
            readers.get(i).text(chunk, bytes);
        }
    }

    /** Has a feature count, as {@code hydrated}, elements that a framework takes over. */
    void countRoots(Tally tally) {
        countingRoots.add(tally);
    }

    /** Has a feature skipped, as {@code hydrated}, from where it shows that a framework takes over the whole page. */
    void skipIfHydrated(Tally tally) {
        skippedIfHydrated.add(tally);
    }

    void becomesHydrated() {
        openRoots++;
        skippedIfHydrated.forEach(tally -> tally.skip("hydrated"));
    }

    void rootBegins() {
        openRoots++;
        countingRoots.forEach(tally -> tally.leftAlone("hydrated"));
    }

    void rootEnds() {
        openRoots--;
    }

    /** Parts of the output will come late; said before it is opened. */
    void awaitOutput(Duration budget, int mostQueued) {
        assembling = outlet -> new PageAssembly(outlet, budget, mostQueued);
    }

    @Override
    public boolean mayBeLate() {
        return assembling != null;
    }

    /** Opens the output, which must be done before the document is, if features may {@linkplain Esi include} what is not there yet. */
    @Override
    public LateOutput open(LateOutput.Outlet outlet) {
        if (assembling == null) {
            throw new IllegalStateException("all output is there at once");
        }
        PageAssembly opened = assembling.apply(outlet);
        assembly = opened;
        return opened;
    }

    /** The output, if parts of it may come late. */
    @Nullable
    PageAssembly lateOutput() {
        return assembly;
    }

    void markDocument() {
        document = true;
    }
}
