package dev.headrace.adapter.exchange;

import dev.headrace.adapter.gate.ResponseGate;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.report.SkipReason;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * What a response's head has decided.
 *
 * @param rewriting what it is to be rewritten with; null if it is not
 * @param gate what its head says of its content
 * @param skip why it is not to be rewritten
 * @param cause the policy's exception, if it threw one
 */
record Decision(
        @Nullable Rewriting rewriting,
        ResponseGate gate,
        @Nullable SkipReason skip,
        @Nullable Throwable cause) {
    static Decision of(Negotiation negotiation, HttpResponse head, RewritePolicy policy, @Nullable String guard) {
        Rewriting candidate = negotiation.candidate();
        if (candidate == null) {
            return new Decision(null, ResponseGate.UNASKED, negotiation.skip(), negotiation.cause());
        }
        ResponseGate gate = ResponseGate.of(negotiation.request().method(), head, guard);
        if (negotiation.isTunnel(head)) {
            return new Decision(null, gate, SkipReason.TUNNEL, null);
        }
        if (candidate.isPassing()) {
            return new Decision(null, gate, SkipReason.NO_REWRITING, null);
        }
        try {
            candidate.preparation().responded(negotiation.request(), head);
        } catch (RuntimeException e) {
            return new Decision(null, gate, SkipReason.POLICY_FAILED, e);
        }
        if (gate.skip() != null && gate.skip() != SkipReason.HEAD) {
            return new Decision(null, gate, gate.skip(), null);
        }
        try {
            Rewriting chosen = policy.rewriting(negotiation.request(), head, candidate);
            return new Decision(chosen, gate, chosen == null ? SkipReason.DECLINED : gate.skip(), null);
        } catch (RuntimeException e) {
            return new Decision(null, gate, SkipReason.POLICY_FAILED, e);
        }
    }
}
