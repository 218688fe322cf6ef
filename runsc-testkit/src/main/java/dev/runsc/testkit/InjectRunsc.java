/*
 * Copyright 2026 the runsc-java authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.runsc.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has a field set by {@link RunscExtension}: one of the types that it resolves as parameters.
 *
 * <p>An instance field is set when the test instance is made, and has what the parameters of that
 * test have. A static field is set before all tests of its class, which then share what it has. A
 * field may be private; it may not be final.
 *
 * <pre>{@code
 * @InjectRunsc private Runsc runsc;
 * @FreshId private String id;
 * }</pre>
 *
 * <p>On the module path, the package has to be open to {@code dev.runsc.testkit} unless class and
 * field are public.
 *
 * @since 0.1.0
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface InjectRunsc {}
