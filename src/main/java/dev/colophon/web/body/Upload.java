package dev.colophon.web.body;

import java.io.InputStream;

/**
 * A form with a file. The file is the last part of the form, so that everything else is known
 * before its first byte is read.
 *
 * @param fileName as the client named it, without folders and control characters; empty when no file
 *     was chosen. For people only: it is no path, and two files may share it
 * @param contentType what the client says that it is, in lower case without parameters; {@code
 *     application/octet-stream} when it does not say
 * @param content the file as it arrives; ends with it. A form that ends too early is a problem of kind
 *     MALFORMED here
 */
public record Upload(Form form, String fileName, String contentType, InputStream content) {}
