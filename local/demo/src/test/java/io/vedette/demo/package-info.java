@org.jspecify.annotations.NullMarked
package io.vedette.demo;
