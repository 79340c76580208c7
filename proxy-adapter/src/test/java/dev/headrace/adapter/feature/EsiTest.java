package dev.headrace.adapter.feature;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EsiTest {
    private final ManualLoop loop = new ManualLoop();

    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases(
                        "esi",
                        false,
                        options -> new Esi(new CaseFragments(options.path("fragments"), loop), options(options)),
                        loop)
                .tests();
    }

    private static EsiOptions options(JsonNode from) {
        EsiOptions defaults = EsiOptions.DEFAULT;
        Set<String> hosts = new HashSet<>();
        from.path("hosts").forEach(host -> hosts.add(host.textValue()));
        return defaults.withHosts(hosts)
                .withTimes(
                        defaults.timeout(),
                        Duration.ofMillis(
                                from.path("budget").asLong(defaults.budget().toMillis())))
                .withMost(from.path("max-fragments").asInt(defaults.maxFragments()), defaults.maxDepth())
                .withBytes(
                        from.path("max-fragment-bytes").asInt(defaults.maxFragmentBytes()), defaults.maxQueuedBytes());
    }
}
