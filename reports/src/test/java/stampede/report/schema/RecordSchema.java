package stampede.report.schema;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stampede.report.ResultKind;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of a kind of document, made from its records and their sources: what is written
 * has these fields and no others; whatever a reader can do without need not be there.
 */
final class RecordSchema {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final List<String> LIMITS = List.of("server", "generator", "schedule", "unknown");
  private static final List<String> DECISIONS = List.of("pass", "fail", "inconclusive");
  private static final List<String> ARMS = List.of("baseline", "candidate");

  /** Texts of which there is a closed set. */
  private static final Map<String, List<String>> CLOSED =
      Map.ofEntries(
          Map.entry("Audit.verdict", List.of("pass", "fail", "inconclusive", "unsupported")),
          Map.entry("Cell.limitedBy", LIMITS),
          Map.entry("Round.limitedBy", LIMITS),
          Map.entry("Cell.close", List.of("reset", "fin")),
          Map.entry("Server.address", List.of("shared", "split")),
          Map.entry("Fault.kind", List.of("kill", "stop")),
          Map.entry("Search.arrivals", List.of("poisson", "constant")),
          Map.entry("SearchStep.purpose", List.of("bracket", "narrow", "confirm", "above")),
          Map.entry(
              "CheckRecord.verdict",
              List.of("pass", "fail", "differs", "unsupported", "inconclusive")),
          Map.entry(
              "ClaimRecord.verdict",
              List.of("pass", "fail", "differs", "unsupported", "inconclusive")),
          Map.entry(
              "ConformanceDocument.verdict",
              List.of("pass", "fail", "unavailable", "inconclusive")),
          Map.entry("Complaint.verdict", List.of("fail", "unavailable", "inconclusive")),
          Map.entry("GateDocument.verdict", DECISIONS),
          Map.entry("GateDocument.purpose", List.of("compare", "calibrate")),
          Map.entry("GateMetric.verdict", DECISIONS),
          Map.entry("GateMetric.better", List.of("more", "less")),
          Map.entry("GateArm.source", List.of("run", "stored")),
          Map.entry("GatePair.first", ARMS),
          Map.entry("GateViolation.arm", ARMS),
          Map.entry("GateViolation.kind", List.of("audit", "conformance", "unanswered", "died")));

  private final ObjectNode definitions = JSON.createObjectNode();
  private final Map<String, Class<?>> met = new TreeMap<>();
  private final String schemaName;

  private RecordSchema(String schemaName) {
    this.schemaName = schemaName;
  }

  /** The whole schema as indented JSON, ending in a line feed. */
  static String of(ResultKind<?> kind) {
    RecordSchema made = new RecordSchema(kind.schema());
    ObjectNode whole = JSON.createObjectNode();
    whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    whole.put("$id", "urn:" + kind.schema().replaceAll("[./]", ":"));
    whole.put("title", kind.schema());
    whole.put(
        "$comment",
        "Made from the records by the test SchemaFilesTest. A newer version may write further"
            + " fields under the same name: a reader ignores those it does not know.");
    whole.setAll(made.object(kind.type()));
    whole.set("$defs", made.definitions);
    return JSON.writeValueAsString(whole) + "\n";
  }

  private ObjectNode object(Class<?> type) {
    RecordSource source = RecordSource.of(type);
    ObjectNode node = JSON.createObjectNode();
    node.put("description", source.description());
    node.put("type", "object");
    ArrayNode required = JSON.createArrayNode();
    ObjectNode properties = JSON.createObjectNode();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = component.getName();
      boolean demanded = component.getType().isPrimitive() || source.required().contains(name);
      if (demanded) {
        required.add(name);
      }
      ObjectNode property = JSON.createObjectNode();
      if (source.components().containsKey(name)) {
        property.put("description", source.components().get(name));
      }
      property.setAll(value(component.getGenericType(), !source.required().contains(name)));
      limit(type, name, property);
      properties.set(name, property);
    }
    node.set("required", required);
    node.set("properties", properties);
    node.put("additionalProperties", false);
    return node;
  }

  /** Where only some texts make sense. */
  private void limit(Class<?> type, String name, ObjectNode property) {
    if (name.equals("schema")) {
      property.put("const", schemaName);
    }
    List<String> texts = CLOSED.get(type.getSimpleName() + "." + name);
    if (texts != null) {
      ArrayNode values = property.putArray("enum");
      texts.forEach(values::add);
      if (property.get("type").isArray()) {
        values.addNull();
      }
    }
  }

  private ObjectNode value(Type type, boolean nullable) {
    if (type instanceof ParameterizedType generic) {
      return container(generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return reference(plain, nullable);
    }
    ObjectNode node = JSON.createObjectNode();
    String name = name(plain);
    // a number that is not finite is written as null, whatever its type
    boolean mayBeNull = plain == double.class || (nullable && !plain.isPrimitive());
    if (mayBeNull) {
      node.putArray("type").add(name).add("null");
    } else {
      node.put("type", name);
    }
    return node;
  }

  private ObjectNode container(ParameterizedType generic) {
    ObjectNode node = JSON.createObjectNode();
    Type[] arguments = generic.getActualTypeArguments();
    if (generic.getRawType() == List.class) {
      node.put("type", "array");
      node.set("items", value(arguments[0], arguments[0] == Double.class));
    } else {
      node.put("type", "object");
      node.set("additionalProperties", value(arguments[1], true));
    }
    return node;
  }

  private ObjectNode reference(Class<?> type, boolean nullable) {
    if (met.putIfAbsent(type.getSimpleName(), type) == null) {
      definitions.putObject(type.getSimpleName());
      definitions.set(type.getSimpleName(), object(type));
    } else if (met.get(type.getSimpleName()) != type) {
      throw new IllegalStateException("two records are called " + type.getSimpleName());
    }
    ObjectNode reference = JSON.createObjectNode();
    reference.put("$ref", "#/$defs/" + type.getSimpleName());
    if (!nullable) {
      return reference;
    }
    ObjectNode either = JSON.createObjectNode();
    either.putArray("anyOf").add(reference).addObject().put("type", "null");
    return either;
  }

  private static String name(Class<?> type) {
    if (type == String.class) {
      return "string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    boolean whole =
        type == int.class || type == long.class || type == Integer.class || type == Long.class;
    if (whole) {
      return "integer";
    }
    if (type == double.class || type == Double.class) {
      return "number";
    }
    throw new IllegalStateException("a document holds no " + type);
  }
}
