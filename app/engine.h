#pragma once

#include "cache/memorystore.h"
#include "cache/queryservice.h"

namespace larder {

/// The cache with its clock, its store and the service in front of it: what a window and a script share.
class Engine
{
public:
    explicit Engine(qint64 budgetBytes = kDefaultBudgetBytes)
        : m_cache(std::make_unique<MemoryStore>(budgetBytes), m_clock)
        , m_service(m_cache, m_clock)
    {
    }

    [[nodiscard]] ResultCache& cache() { return m_cache; }
    [[nodiscard]] QueryService& service() { return m_service; }

private:
    static constexpr qint64 kDefaultBudgetBytes = qint64(256) << 20;

    SystemClock m_clock;
    ResultCache m_cache;
    QueryService m_service;
};

} // namespace larder
