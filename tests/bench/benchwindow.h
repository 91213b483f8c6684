#pragma once

#include "app/application.h"

#include <QTemporaryDir>

#include <functional>

namespace larder {
class QueryTab;
class ResultView;
} // namespace larder

namespace larder::bench {

/// Lets the event loop turn until @p condition holds.
void spinUntil(const std::function<bool()>& condition);

/// The real window with one tab on a file with the table of writeBenchTable().
class BenchWindow
{
public:
    explicit BenchWindow(qint64 rows);

    [[nodiscard]] Application& application() { return m_application; }
    [[nodiscard]] QueryTab& tab();
    [[nodiscard]] ResultView& view();
    /// Puts @p sql in the tab, and waits until what the editor does of it is done.
    void write(const QByteArray& sql);

private:
    QTemporaryDir m_folder;
    Application m_application;
};

} // namespace larder::bench
