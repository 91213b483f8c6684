#include "cache/eviction/reuseweights.h"

#include <algorithm>

namespace larder {

namespace {

// Experience that counts for so many answers before the first was seen: the more often one was asked for, the
// likelier it is to be so again.
constexpr double kFirstEntered = 4;
constexpr double kFirstShare = 0.40;
constexpr double kShareStep = 0.06;
// A kind leans on all kinds with the weight of so many answers.
constexpr double kLeaning = 20;
constexpr double kMostOfKind = 800;
constexpr double kMostOfAll = 4'000;
constexpr double kMostShare = 0.97;
constexpr double kLeastWeight = 0.001;

} // namespace

ReuseWeights::ReuseWeights(size_t kinds) : m_kinds(kinds)
{
    for (size_t i = 0; i < kBuckets; ++i)
        m_all[i] = {kFirstEntered, kFirstEntered * (kFirstShare + kShareStep * double(i))};
}

size_t ReuseWeights::bucketOf(quint32 accesses)
{
    return std::min<size_t>(accesses, kBuckets - 1);
}

void ReuseWeights::enter(Bucket& bucket, double most)
{
    bucket.entered += 1;
    if (bucket.entered > most) {
        bucket.entered /= 2;
        bucket.askedAgain /= 2;
    }
}

void ReuseWeights::entered(quint8 kind, quint32 accesses)
{
    enter(m_kinds[kind][bucketOf(accesses)], kMostOfKind);
    enter(m_all[bucketOf(accesses)], kMostOfAll);
}

void ReuseWeights::askedAgain(quint8 kind, quint32 accesses)
{
    m_kinds[kind][bucketOf(accesses)].askedAgain += 1;
    m_all[bucketOf(accesses)].askedAgain += 1;
}

// The last bucket stands for all later requests, which follow one another with the same share.
double ReuseWeights::weight(quint8 kind, quint32 accesses) const
{
    const auto share = [&](size_t i) {
        const Bucket& all = m_all[i];
        const Bucket& own = m_kinds[kind][i];
        return (own.askedAgain + kLeaning * all.askedAgain / all.entered) / (own.entered + kLeaning);
    };
    const double last = std::min(share(kBuckets - 1), kMostShare);
    double weight = last / (1 - last);
    for (size_t i = kBuckets - 1; i-- > bucketOf(accesses);)
        weight = share(i) * (1 + weight);
    return std::max(weight, kLeastWeight);
}

} // namespace larder
