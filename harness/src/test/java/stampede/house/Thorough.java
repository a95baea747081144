package stampede.house;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A test that takes long and finds little that shorter ones do not: run with {@code
 * -Dstampede.thorough=true}, as {@code .ci/run} does, else skipped.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
    named = "stampede.thorough",
    matches = "true",
    disabledReason = "takes long: run it with -Dstampede.thorough=true")
public @interface Thorough {}
