#include "engine/core/ledger.h"

#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/core/rng.h"

namespace lab {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

std::int64_t sum(const auto& counters) {
  return std::accumulate(counters.begin(), counters.end(), std::int64_t{0});
}

TEST(CommunicationLedger, StartsEmpty) {
  const CommunicationLedger ledger{3};
  EXPECT_EQ(ledger.totalBytes(), 0);
  EXPECT_EQ(ledger.totalValues(), 0);
  EXPECT_EQ(ledger.bspBytes(), 0);
}

TEST(CommunicationLedger, ADenseNumberIsFourBytesBilledOnceToItsSender) {
  CommunicationLedger ledger{3};
  ledger.billDense(1, Traffic::Values, 10);
  EXPECT_THAT(ledger.bytesBySender(), ElementsAre(0, 40, 0));
  EXPECT_THAT(ledger.valuesBySender(), ElementsAre(0, 10, 0));
  EXPECT_THAT(ledger.bytesByKind(), ElementsAre(40, 0, 0, 0, 0));
}

TEST(CommunicationLedger, ASparseEntryIsAValueAndAnIndex) {
  CommunicationLedger ledger{2};
  ledger.billSparse(0, 10);
  EXPECT_THAT(ledger.bytesByKind(), ElementsAre(40, 40, 0, 0, 0));
  EXPECT_EQ(ledger.totalValues(), 10) << "an index is not a value";
}

TEST(CommunicationLedger, TheAuthorsEntriesHaveTwelveBytes) {
  CommunicationLedger ledger{2, 8};
  ledger.billSparse(0, 10);
  EXPECT_EQ(ledger.totalBytes(), 120);
}

TEST(CommunicationLedger, TheBspReferenceCountsEveryPartition) {
  CommunicationLedger ledger{3};
  ledger.addBspReference(100);
  ledger.addBspReference(100);
  EXPECT_EQ(ledger.bspValues(), 600);
  EXPECT_EQ(ledger.bspBytes(), 2400);
  EXPECT_EQ(ledger.totalBytes(), 0) << "a reference is not traffic";
}

TEST(CommunicationLedger, OnePartitionHasNobodyToSendTo) {
  CommunicationLedger ledger{1};
  ledger.billDense(0, Traffic::Values, 10);
  ledger.billSparse(0, 10);
  ledger.addBspReference(10);
  EXPECT_EQ(ledger.totalBytes(), 0);
  EXPECT_EQ(ledger.totalValues(), 0);
  EXPECT_EQ(ledger.bspBytes(), 0);
}

TEST(CommunicationLedger, TotalIsTheSumOverSendersAndOverKindsAndNeverDecreases) {
  CommunicationLedger ledger{4, 8};
  Random random{1};
  std::int64_t before = 0;
  for (int i = 0; i < 200; ++i) {
    const auto sender = static_cast<int>(random.below(4));
    const auto count = static_cast<std::int64_t>(random.below(1000));
    if (random.below(2) == 0) {
      ledger.billDense(sender, static_cast<Traffic>(random.below(kTrafficKinds)), count);
    } else {
      ledger.billSparse(sender, count);
    }
    EXPECT_EQ(ledger.totalBytes(), sum(ledger.bytesBySender()));
    EXPECT_EQ(ledger.totalBytes(), sum(ledger.bytesByKind()));
    EXPECT_EQ(ledger.totalValues(), sum(ledger.valuesBySender()));
    EXPECT_GE(ledger.totalBytes(), before);
    before = ledger.totalBytes();
  }
  EXPECT_GT(before, 0);
}

TEST(CommunicationLedger, ComesBackFromItsState) {
  CommunicationLedger ledger{2};
  ledger.billDense(0, Traffic::Statistics, 3);
  ledger.billSparse(1, 5);
  ledger.addBspReference(7);
  CommunicationLedger restored{2};
  restored.restore(ledger.state());
  EXPECT_EQ(restored.bytesBySender(), ledger.bytesBySender());
  EXPECT_EQ(restored.valuesBySender(), ledger.valuesBySender());
  EXPECT_EQ(restored.bytesByKind(), ledger.bytesByKind());
  EXPECT_EQ(restored.bspValues(), 14);
}

TEST(CommunicationLedger, RefusesTheStateOfAnotherExperiment) {
  CommunicationLedger ledger{3};
  EXPECT_THAT([&] { ledger.restore(CommunicationLedger{2}.state()); },
              ThrowsMessage<Error>(HasSubstr("10 counters; expected 12")));
}

TEST(CommunicationLedger, RefusesAPartitionThatDoesNotExist) {
  CommunicationLedger ledger{3};
  EXPECT_THAT([&] { ledger.billDense(3, Traffic::Values, 1); },
              ThrowsMessage<Error>(HasSubstr("a partition below 3")));
  EXPECT_THAT([&] { ledger.billSparse(0, -1); }, ThrowsMessage<Error>(HasSubstr("no negative size")));
}

}  // namespace
}  // namespace lab
