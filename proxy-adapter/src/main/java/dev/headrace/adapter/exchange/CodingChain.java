package dev.headrace.adapter.exchange;

import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.coding.ContentDecoder;
import dev.headrace.adapter.coding.ContentEncoder;
import dev.headrace.adapter.policy.RewriteOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Content codings on top of each other, in the order in which they are applied (RFC 9110 §8.4). */
final class CodingChain {
    private CodingChain() {}

    /** Undoes all of them; null if there are none. */
    static @Nullable ContentDecoder decoder(List<ContentCoding> codings, RewriteOptions options) {
        ContentDecoder chain = null;
        for (int i = codings.size() - 1; i >= 0; i--) {
            ContentDecoder next = new LimitedDecoder(codings.get(i).decoder(), options);
            chain = chain == null ? next : new StackedDecoder(chain, next);
        }
        // Each keeps the limits, and so must all together.
        return chain == null || codings.size() == 1 ? chain : new LimitedDecoder(chain, options);
    }

    /** Does all of them; null if there are none. */
    static @Nullable ContentEncoder encoder(List<ContentCoding> codings, RewriteOptions options) {
        ContentEncoder chain = null;
        for (ContentCoding coding : codings) {
            ContentEncoder next = coding.encoder(options.level(coding));
            chain = chain == null ? next : new StackedEncoder(chain, next);
        }
        return chain;
    }
}
