@org.jspecify.annotations.NullMarked
package io.vedette.bench;
