#pragma once

#include "cache/queryservice.h"
#include "tests/support/modelhand.h"
#include "tests/support/modelport.h"

namespace larder::test {

/// Larder's cache over two connections to one database of the model. A seeded scheduler lets one thing happen
/// after the other: runs start and are cancelled, statements and tokens are read and answered, own and
/// foreign writes are committed, sessions become peculiar, entries are expired, brought back and pinned, the
/// file is replaced, connections are removed and others come.
class ModelWorld
{
public:
    ModelWorld(unsigned seed, ModelFault fault);
    ~ModelWorld();

    /// Does @p operations steps, then lets all runs end.
    void run(int operations);

    [[nodiscard]] const ModelOracle& oracle() const { return m_oracle; }
    [[nodiscard]] const CacheStatistics& statistics() const { return m_service.statistics(); }
    /// What happened how often, in one line.
    [[nodiscard]] QString figures() const;
    /// Answers by rows, and those with rows that were asked for again.
    [[nodiscard]] qint64 rowHits() const { return m_rowHits; }
    [[nodiscard]] qint64 refills() const { return m_refills; }
    /// Answers that were read in a session with tables of its own.
    [[nodiscard]] qint64 peculiarReads() const { return m_peculiarReads; }
    /// Runs that ended with their connection.
    [[nodiscard]] qint64 runsClosed() const { return m_runsClosed; }
    [[nodiscard]] const ModelHand::Figures& byHand() const { return m_hand.figures(); }

private:
    struct Side
    {
        ModelPort* port = nullptr;
        ConnectionId connection = {};
    };

    void step();
    void changeSomething();
    void startRead();
    [[nodiscard]] QueryRequest rowRequest();
    void startWrite();
    [[nodiscard]] QByteArray writeFor(const ModelPort& port);
    void start(Side& side, QueryRequest request);
    void finish(const std::shared_ptr<ModelRun>& run, const RunOutcome& outcome);
    void refresh(const std::shared_ptr<ModelRun>& run, const RunOutcome& outcome);
    void judge(const ModelRun& run, const RunOutcome& outcome);
    void cancelOne();
    void expireByProgram();
    void expireAll();
    void commitByOthers();
    void replaceFile();
    void open(Side& side);
    void close(Side& side);
    void reconnect(Side& side);
    void closeAll();
    void closeAfter(const ModelRun& run, const RunOutcome& outcome);
    void startAfterTheEnd();
    bool advancePorts();
    void drain();
    void audit();
    void auditEnd();
    [[nodiscard]] Side& sideOf(ConnectionId connection);
    [[nodiscard]] ModelHand::Files files() const;
    [[nodiscard]] QueryRequest someRead();
    [[nodiscard]] ModelDatabase::Tables someTables();
    /// A number below @p limit; low ones more often.
    [[nodiscard]] unsigned skewed(unsigned limit);
    [[nodiscard]] unsigned below(unsigned limit) { return unsigned(m_random() % limit); }

    const ModelFault m_fault;
    std::mt19937 m_random;
    ManualClock m_clock;
    ModelDatabase m_database;
    ModelOracle m_oracle;
    ResultCache m_cache;
    ModelHand m_hand;
    QObject m_context;
    QueryService m_service;
    std::array<Side, 2> m_sides;
    std::unordered_map<quint64, std::shared_ptr<ModelRun>> m_open;
    // What is on screen.
    std::deque<ResultPtr> m_shown;
    bool m_busy = false;
    // The connection that is removed when the next of its runs delivers.
    std::optional<ConnectionId> m_closing;
    std::optional<ConnectionId> m_closed;
    // Missing until both connections know the present file.
    std::optional<QDateTime> m_fileKnownSince;
    qint64 m_started = 0;
    qint64 m_finished = 0;
    qint64 m_cancelled = 0;
    qint64 m_refused = 0;
    qint64 m_served = 0;
    qint64 m_peculiarReads = 0;
    qint64 m_runsClosed = 0;
    qint64 m_rowHits = 0;
    qint64 m_refills = 0;
};

} // namespace larder::test
