package eu.temoin.gates;

import java.util.Optional;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Makes a skipped test a failed one: a test that does not run shows nothing, and nobody notices that it stopped.
 *
 * <p>JUnit's own conditions ({@code @Disabled}, {@code @EnabledIf...}) are switched off in {@code
 * junit-platform.properties}, so that such a test would run; this says what is wrong instead. A failed assumption counts
 * as a failure.
 */
public final class NoSkippedTest
        implements ExecutionCondition, TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<Disabled> disabled =
                context.getElement().flatMap(element -> AnnotationSupport.findAnnotation(element, Disabled.class));
        if (disabled.isPresent()) {
            throw new AssertionError("A disabled test fails the build: " + context.getDisplayName()
                    + ". Mend it, or delete it and say in the commit what is no longer shown.");
        }
        return ConditionEvaluationResult.enabled("no test is skipped");
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw failed(context, thrown);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw failed(context, thrown);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw failed(context, thrown);
    }

    private static Throwable failed(ExtensionContext context, Throwable thrown) {
        return thrown instanceof TestAbortedException
                ? new AssertionError(
                        "A failed assumption skips a test, which fails the build: " + context.getDisplayName()
                                + ". Make the test bring what it needs.",
                        thrown)
                : thrown;
    }
}
