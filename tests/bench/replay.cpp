#include "tests/bench/replay.h"

#include "tests/bench/measure.h"

#include <queue>
#include <unordered_map>

namespace larder::bench {

namespace {

/// Spreads the keys of a trace as the hash of a real key would.
CacheKey::Digest digestOf(quint64 key)
{
    quint64 mixed = key + 0x9e3779b97f4a7c15ULL;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
    return {mixed ^ (mixed >> 31U), key};
}

/// The store around a policy: which keys are resident, and until when.
class Replay
{
public:
    explicit Replay(EvictionPolicy& policy) : m_policy(policy) { }

    /// True if it was a hit.
    bool request(const TraceRow& row)
    {
        removeExpired(row.timeMs);
        if (const auto found = m_residents.find(row.key); found != m_residents.end()) {
            m_policy.recordHit(found->second.slot);
            return true;
        }
        const auto admission = m_policy.admit({digestOf(row.key), row.key, row.bytes, row.costMs, row.kind});
        for (const quint64 key : admission.evicted)
            m_residents.erase(key);
        if (admission.slot) {
            const qint64 expiry = row.ttlMs > 0 ? row.timeMs + row.ttlMs : 0;
            m_residents[row.key] = {*admission.slot, expiry};
            if (expiry > 0)
                m_expiries.push({expiry, row.key});
        }
        if (m_policy.usedBytes() > m_policy.budgetBytes())
            qFatal("the policy is above its budget");
        return false;
    }

    void invalidate(quint64 key)
    {
        if (const auto found = m_residents.find(key); found != m_residents.end()) {
            m_policy.remove(found->second.slot);
            m_residents.erase(found);
        }
    }

private:
    struct Resident
    {
        EvictionPolicy::Slot slot = 0;
        qint64 expiry = 0;
    };
    using Expiry = std::pair<qint64, quint64>;

    void removeExpired(qint64 now)
    {
        for (; !m_expiries.empty() && m_expiries.top().first <= now; m_expiries.pop()) {
            const auto [expiry, key] = m_expiries.top();
            // The key may have gone meanwhile, or have been loaded again.
            const auto found = m_residents.find(key);
            if (found != m_residents.end() && found->second.expiry == expiry)
                invalidate(key);
        }
    }

    EvictionPolicy& m_policy;
    std::unordered_map<quint64, Resident> m_residents;
    std::priority_queue<Expiry, std::vector<Expiry>, std::greater<>> m_expiries;
};

} // namespace

ReplayFigures replay(const Trace& trace, EvictionPolicy& policy)
{
    Replay replay(policy);
    double cost = 0;
    double saved = 0;
    double bytes = 0;
    double hitBytes = 0;
    qint64 requests = 0;
    qint64 hits = 0;
    const double all = threadNanoseconds([&] {
        for (const TraceRow& row : trace.rows) {
            if (row.invalidates) {
                replay.invalidate(row.key);
                continue;
            }
            const bool hit = replay.request(row);
            ++requests;
            hits += hit;
            cost += row.costMs;
            saved += hit ? row.costMs : 0;
            bytes += double(row.bytes);
            hitBytes += hit ? double(row.bytes) : 0;
        }
    });
    const auto share = [](double part, double whole) { return whole > 0 ? part / whole : 0; };
    return {share(saved, cost), share(double(hits), double(requests)), share(hitBytes, bytes),
        share(all, double(requests))};
}

} // namespace larder::bench
