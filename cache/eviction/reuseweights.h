#pragma once

#include <QtGlobal>

#include <array>
#include <vector>

namespace larder {

/// How often an answer will be asked for again, learned from those before it: by its kind, and by how often
/// it was asked for already. A kind of which little was seen leans on all kinds together. Old experience
/// fades.
class ReuseWeights
{
public:
    explicit ReuseWeights(size_t kinds);

    /// An answer of @p kind has been asked for again @p accesses times now.
    void entered(quint8 kind, quint32 accesses);
    /// One that had been asked for again @p accesses times is asked for once more.
    void askedAgain(quint8 kind, quint32 accesses);
    /// The expected number of requests that are still to come.
    [[nodiscard]] double weight(quint8 kind, quint32 accesses) const;

private:
    static constexpr size_t kBuckets = 8;
    struct Bucket
    {
        double entered = 0;
        double askedAgain = 0;
    };
    using Buckets = std::array<Bucket, kBuckets>;

    [[nodiscard]] static size_t bucketOf(quint32 accesses);
    static void enter(Bucket& bucket, double most);

    Buckets m_all;
    std::vector<Buckets> m_kinds;
};

} // namespace larder
