package dev.headrace.front.cli;

import dev.headrace.rewriter.error.OnError;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code pass} or {@code fail}. */
final class OnErrorConverter implements ITypeConverter<OnError> {
    @Override
    public OnError convert(String value) {
        return switch (value) {
            case "pass" -> OnError.PASS;
            case "fail" -> OnError.FAIL;
            default -> throw new TypeConversionException("\"" + value + "\" should be pass or fail");
        };
    }
}
