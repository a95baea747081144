package stampede.report;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * How the records become JSON: fields in the order of the record, absent figures as null, and no
 * number that JSON does not know. Not finite is written as null, which reads back as absent.
 */
final class JsonShape {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          // What a record says of itself as isX() is no field of it, and must not pass for one.
          .changeDefaultVisibility(seen -> seen.withIsGetterVisibility(Visibility.NONE))
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .annotationIntrospector(new PrimitivesAreRequired())
          .addModule(finiteNumbers())
          .build();

  private JsonShape() {}

  private static SimpleModule finiteNumbers() {
    SimpleModule module = new SimpleModule("finite numbers");
    module.addSerializer(Double.class, new FiniteSerializer());
    module.addSerializer(double.class, new FiniteSerializer());
    module.addDeserializer(double.class, new NullIsNotANumber());
    return module;
  }

  private static final class FiniteSerializer extends StdSerializer<Double> {
    FiniteSerializer() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializationContext context) {
      if (Double.isFinite(value)) {
        out.writeNumber(value.doubleValue());
      } else {
        out.writeNull();
      }
    }
  }

  /** Present and null is NaN, as it was before it was written. */
  private static final class NullIsNotANumber extends StdDeserializer<Double> {
    NullIsNotANumber() {
      super(double.class);
    }

    @Override
    public Double deserialize(JsonParser in, DeserializationContext context) {
      return _parseDoublePrimitive(in, context);
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }

  /** A number or truth that cannot be null must be in the document: it never defaults to zero. */
  private static final class PrimitivesAreRequired extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
      return member.getRawType().isPrimitive()
          ? Boolean.TRUE
          : super.hasRequiredMarker(config, member);
    }
  }
}
