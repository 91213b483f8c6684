#pragma once

#include "app/spillstorage.h"
#include "cache/cachecontrol.h"
#include "cache/memorystore.h"
#include "cache/queryservice.h"

#include <QStandardPaths>

namespace larder {

/// What an engine may use of the machine.
struct EngineLimits
{
    /// For results that the cache holds.
    qint64 cacheBytes = qint64(256) << 20;
    /// For the rows of all results that are open or held.
    qint64 resultBytes = qint64(512) << 20;
    /// Takes the rows that have no room in memory.
    QString folder
        = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + QStringLiteral("/larder");
};

/// The cache with its clock, its store and the service in front of it: what a window and a script share.
class Engine
{
public:
    explicit Engine(const EngineLimits& limits = {})
        : m_storage(std::make_shared<SpillStorage>(limits.folder, limits.resultBytes))
        , m_cache(std::make_unique<MemoryStore>(limits.cacheBytes), m_clock)
        , m_control(m_cache, m_clock)
        , m_service(m_cache, m_clock)
    {
    }

    [[nodiscard]] ResultCache& cache() { return m_cache; }
    /// What people do to the cache by hand.
    [[nodiscard]] CacheControl& control() { return m_control; }
    [[nodiscard]] QueryService& service() { return m_service; }
    /// Where the databases that are opened put the rows.
    [[nodiscard]] const std::shared_ptr<SpillStorage>& storage() const { return m_storage; }

private:
    std::shared_ptr<SpillStorage> m_storage;
    SystemClock m_clock;
    ResultCache m_cache;
    CacheControl m_control;
    QueryService m_service;
};

} // namespace larder
