package stampede.report;

/**
 * One request that went wrong.
 *
 * @param kind name of the count it belongs to, such as {@code duplicated}
 * @param requestId the request's id, in hexadecimal
 * @param detail what the evidence says of it
 */
public record AuditExample(String kind, String requestId, String detail) {}
