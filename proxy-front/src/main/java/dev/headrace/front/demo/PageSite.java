package dev.headrace.front.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.front.demo.RuleFiles.Mistake;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The demo's page, and what its script asks for: {@code GET /tenants} tells of tenants and rules, {@code PUT /rules/TENANT} changes
 * rules.
 *
 * <p>It stands behind the front and is reached only for hosts of this machine. It looks for itself, too: another page in the same
 * browser must neither read from it (by a name of its own that leads to this machine) nor write to it.
 */
@Sharable
final class PageSite extends SimpleChannelInboundHandler<FullHttpRequest> {
    static final String TENANTS = "/tenants";
    static final String RULES = "/rules/";
    static final int MOST_RULES_BYTES = 16 * 1024;

    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1");
    private static final Map<String, String> FILES = Map.of(
            "/", "page.html", "/page.css", "page.css", "/page.js", "page.js", "/differences.js", "differences.js");

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ObjectMapper json = new ObjectMapper();
    private final RuleFiles rules;
    private final Executor files;

    /**
     * The page.
     *
     * @param files runs what reads and writes files, one after the other
     */
    PageSite(RuleFiles rules, Executor files) {
        this.rules = rules;
        this.files = files;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        request.retain();
        files.execute(() -> {
            try {
                send(ctx, answer(request));
            } catch (IOException e) {
                send(ctx, Answers.text(HttpResponseStatus.INTERNAL_SERVER_ERROR, String.valueOf(e.getMessage())));
            } finally {
                request.release();
            }
        });
    }

    private static void send(ChannelHandlerContext ctx, FullHttpResponse response) {
        response.headers()
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY)
                .set("referrer-policy", "no-referrer")
                .set("cross-origin-resource-policy", "same-origin");
        var unused = ctx.writeAndFlush(response);
    }

    private FullHttpResponse answer(FullHttpRequest request) throws IOException {
        String host = request.headers().get(HttpHeaderNames.HOST, "");
        if (!HOSTS.contains(host.replaceFirst(":\\d+$", ""))) {
            return Answers.text(HttpResponseStatus.MISDIRECTED_REQUEST, "This page is at localhost only.");
        }
        String path = new QueryStringDecoder(request.uri()).path();
        boolean asks =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        String file = FILES.get(path);
        if (asks && file != null) {
            return Answers.of(HttpResponseStatus.OK, Answers.type(file), Resources.bytes("page/" + file));
        }
        if (asks && path.equals(TENANTS)) {
            return json(tenants());
        }
        if (request.method().equals(HttpMethod.PUT) && path.startsWith(RULES)) {
            return change(request, host, path.substring(RULES.length()));
        }
        return Answers.text(HttpResponseStatus.NOT_FOUND, "There is nothing here; the page is at /.");
    }

    private FullHttpResponse change(FullHttpRequest request, String host, String key) throws IOException {
        // RFC 6454 §7: only the page itself may, and every browser says whose script is asking.
        String origin = request.headers().get(HttpHeaderNames.ORIGIN, "");
        if (!origin.equals("http://" + host) && !origin.equals("https://" + host)) {
            return Answers.text(HttpResponseStatus.FORBIDDEN, "Only the demo's page may change rules.");
        }
        for (DemoTenant tenant : DemoTenant.values()) {
            if (tenant.key().equals(key) && tenant.isRewriting()) {
                return request.content().readableBytes() > MOST_RULES_BYTES
                        ? Answers.text(
                                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                                "Rules may have " + MOST_RULES_BYTES + " bytes here.")
                        : json(mistakes(rules.write(tenant, ByteBufUtil.getBytes(request.content()))));
            }
        }
        return Answers.text(HttpResponseStatus.NOT_FOUND, "There is no such tenant that has rules.");
    }

    private ArrayNode tenants() throws IOException {
        ArrayNode all = json.createArrayNode();
        for (DemoTenant tenant : DemoTenant.values()) {
            ObjectNode one = all.addObject()
                    .put("key", tenant.key())
                    .put("title", tenant.title())
                    .put("summary", tenant.summary())
                    .put("host", tenant.host());
            if (tenant.isRewriting()) {
                one.put("rules", rules.read(tenant));
            }
        }
        return all;
    }

    private ObjectNode mistakes(List<Mistake> found) {
        ObjectNode answer = json.createObjectNode();
        ArrayNode mistakes = answer.putArray("mistakes");
        for (Mistake mistake : found) {
            mistakes.addObject()
                    .put("line", mistake.line())
                    .put("column", mistake.column())
                    .put("message", mistake.message());
        }
        return answer;
    }

    private FullHttpResponse json(Object value) throws IOException {
        return Answers.of(HttpResponseStatus.OK, "application/json", json.writeValueAsBytes(value));
    }
}
