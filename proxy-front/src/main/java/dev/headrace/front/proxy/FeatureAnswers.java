package dev.headrace.front.proxy;

import dev.headrace.adapter.feature.Features;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.front.routing.Tenant;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What features say to a request before an origin is asked. */
final class FeatureAnswers {
    private FeatureAnswers() {}

    /** What one of them answers itself, on whichever path of the tenant it is on: its scripts and the like are for the whole host. */
    static @Nullable FullHttpResponse of(Tenant tenant, Client client, HttpRequest request) {
        if (!request.uri().contains(Features.OWN_PATHS)) {
            return null;
        }
        RequestHead head = head(client, request);
        FullHttpResponse own = Features.script(head);
        for (int i = 0; own == null && i < tenant.routes().size(); i++) {
            Features features = tenant.routes().get(i).features();
            own = features == null ? null : features.answer(head);
        }
        return own;
    }

    /** Early hints for a page that a browser asks for: only whom they cannot confuse gets them (RFC 8297 §3). */
    static @Nullable HttpResponse hints(Features features, Client client, HttpRequest request) {
        if (!"navigate".equals(request.headers().get("sec-fetch-mode"))) {
            return null;
        }
        List<String> links = features.earlyHints(head(client, request));
        if (links.isEmpty()) {
            return null;
        }
        HttpResponse early = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.EARLY_HINTS);
        early.headers().add("link", links);
        return early;
    }

    private static RequestHead head(Client client, HttpRequest request) {
        RequestHead head = RequestHead.of(request);
        return head.from(TenantPolicy.visitor(client, head));
    }
}
