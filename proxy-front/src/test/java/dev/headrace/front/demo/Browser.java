package dev.headrace.front.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.fixtures.HeadlessChromium;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A page in headless Chromium, driven by the DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final String LISTENING = "DevTools listening on ";
    private static final long MOST_SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final BlockingQueue<JsonNode> loads = new LinkedBlockingQueue<>();
    private final String session;
    private int last;

    /**
     * Starts.
     *
     * @param profile an empty folder
     */
    Browser(Path profile) throws Exception {
        process = new ProcessBuilder(HeadlessChromium.command(
                        profile, List.of("--hide-scrollbars", "--remote-debugging-port=0", "about:blank")))
                .start();
        URI address = address(process.errorReader(StandardCharsets.UTF_8));
        drain(process.getErrorStream());
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Listener())
                .get(MOST_SECONDS, TimeUnit.SECONDS);
        String target = call(null, "Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        session = call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    private static URI address(BufferedReader errors) throws IOException {
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            if (line.startsWith(LISTENING)) {
                return URI.create(line.substring(LISTENING.length()).strip());
            }
        }
        throw new IOException("Chromium has ended");
    }

    private static void drain(InputStream errors) {
        Thread draining = new Thread(
                () -> {
                    try {
                        errors.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // The browser is gone.
                    }
                },
                "browser's errors");
        draining.setDaemon(true);
        draining.start();
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        return call(session, method, parameters);
    }

    private JsonNode call(@Nullable String to, String method, Map<String, ?> parameters) throws Exception {
        int id = ++last;
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("id", id).put("method", method);
        message.set("params", json.valueToTree(parameters));
        if (to != null) {
            message.put("sessionId", to);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        calls.put(id, answer);
        var unused = socket.sendText(message.toString(), true);
        JsonNode answered = answer.get(MOST_SECONDS, TimeUnit.SECONDS);
        if (answered.has("error")) {
            throw new IOException(method + ": " + answered.path("error"));
        }
        return answered.path("result");
    }

    private void take(JsonNode message) {
        CompletableFuture<JsonNode> call =
                message.has("id") ? calls.remove(message.path("id").asInt()) : null;
        if (call != null) {
            call.complete(message);
            return;
        }
        JsonNode told = message.path("params");
        switch (message.path("method").asText()) {
            case "Runtime.exceptionThrown" ->
                complaints.add(told.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> complaints.add(told.path("args").toString());
            case "Log.entryAdded" ->
                complaints.add(told.path("entry").path("text").asText());
            case "Page.loadEventFired" -> loads.add(told);
            default -> {}
        }
    }

    /** What the browser has found wrong, and what was written to its console. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void forget() {
        complaints.clear();
    }

    /** How large the window is. */
    void size(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void scheme(String lightOrDark) throws Exception {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", lightOrDark))));
    }

    /** Goes to a page, and waits until it is loaded. */
    void open(String url) throws Exception {
        loads.clear();
        call("Page.navigate", Map.of("url", url));
        if (loads.poll(MOST_SECONDS, TimeUnit.SECONDS) == null) {
            throw new IOException(url + " was not loaded");
        }
    }

    /** The value of an expression of JavaScript, as text. */
    String evaluate(String expression) throws Exception {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IOException(expression + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value").asText();
    }

    /** Waits until an expression of JavaScript is true. */
    void await(String condition) throws Exception {
        evaluate("new Promise(done => { const look = () => { (" + condition
                + ") ? done(true) : setTimeout(look, 20) }; look() })");
    }

    /** Clicks in the middle of what a selector finds first. */
    void click(String selector) throws Exception {
        String found = evaluate("(() => { const found = document.querySelector(" + json.writeValueAsString(selector)
                + "); found.scrollIntoView({block: 'center'}); const box = found.getBoundingClientRect();"
                + " return (box.x + box.width / 2) + ' ' + (box.y + box.height / 2) })()");
        double x = Double.parseDouble(found.substring(0, found.indexOf(' ')));
        double y = Double.parseDouble(found.substring(found.indexOf(' ') + 1));
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call("Input.dispatchMouseEvent", Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
        }
    }

    /** Types at the place of the cursor. */
    void type(String text) throws Exception {
        call("Input.insertText", Map.of("text", text));
    }

    /** Writes the whole page to a PNG. */
    void screenshot(Path file) throws Exception {
        JsonNode shot = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        // The profile can be deleted only then.
        process.onExit().join();
    }

    /** Puts messages together. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            text.append(data);
            if (isLast) {
                try {
                    take(json.readTree(text.toString()));
                } catch (JsonProcessingException e) {
                    throw new UncheckedIOException(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
