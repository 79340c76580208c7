package dev.headrace.adapter.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RemoveCommentsTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases("remove-comments", true, options -> {
                    List<String> keep = new ArrayList<>();
                    options.path("keep").forEach(each -> keep.add(each.textValue()));
                    return new RemoveComments(keep);
                })
                .tests();
    }
}
