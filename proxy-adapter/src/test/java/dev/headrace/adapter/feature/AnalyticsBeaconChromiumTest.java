package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.request.RequestHead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser tells how a page loaded. */
@Tag("chromium")
class AnalyticsBeaconChromiumTest {
    @Test
    void visitorLeavingThePage_isCountedOnce(@TempDir Path temporary) throws IOException, InterruptedException {
        BlockingQueue<RequestHead> visits = new LinkedBlockingQueue<>();
        try (FeatureSite site = new FeatureSite(new AnalyticsBeacon("shop-1", visits::add))) {
            site.addLeaving("/beacon", "beacon", "/left", "left");
            site.browse(temporary);
            assertThat(site.results()).containsEntry("/left", "right");
            RequestHead visit = visits.poll(30, TimeUnit.SECONDS);
            assertThat(visit).isNotNull();
            assertThat(site.messages())
                    .filteredOn(message -> message.contains("\"path\":\"/beacon\""))
                    .singleElement()
                    .asString()
                    .contains("\"token\":\"shop-1\"", "\"type\":\"navigate\"", "\"ttfb\":");
        }
    }
}
