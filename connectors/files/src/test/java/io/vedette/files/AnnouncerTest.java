package io.vedette.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AnnouncerTest {

  @Test
  void theHashZeroIsAHashLikeAnyOther() {
    Announcer announcer = new Announcer();

    assertThat(announcer.isNew(0)).isTrue();
    assertThat(announcer.isNew(0)).isFalse();
    assertThat(announcer.size()).isEqualTo(1);
  }

  @Property(tries = 200)
  void agreesWithASet(
      @ForAll @Size(max = 1000) List<@LongRange(min = -300, max = 300) Long> hashes) {
    Announcer announcer = new Announcer();
    Set<Long> set = new HashSet<>();
    for (long hash : hashes) {
      assertThat(announcer.isNew(hash)).isEqualTo(set.add(hash));
    }
    assertThat(announcer.size()).isEqualTo(set.size());
  }
}
