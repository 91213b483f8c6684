#include "tests/bench/benchwindow.h"

#include "tests/bench/benchtable.h"
#include "ui/querytab.h"
#include "ui/resultview.h"
#include "ui/sqleditor.h"

#include <QCoreApplication>
#include <QDeadlineTimer>

namespace larder::bench {

void spinUntil(const std::function<bool()>& condition)
{
    while (!condition())
        QCoreApplication::processEvents(QEventLoop::AllEvents);
}

BenchWindow::BenchWindow(qint64 rows) : m_application(m_folder.path())
{
    const QString path = m_folder.filePath(QStringLiteral("t.sqlite"));
    writeBenchTable(path, rows);
    bool opened = false;
    QObject::connect(
        &m_application.connections(), &ConnectionDesk::opened, &m_application, [&] { opened = true; });
    m_application.start({.connections = {path}});
    spinUntil([&] { return opened; });
}

QueryTab& BenchWindow::tab()
{
    return *m_application.window().tabs().currentQuery();
}

ResultView& BenchWindow::view()
{
    return *tab().findChild<ResultView*>();
}

void BenchWindow::write(const QByteArray& sql)
{
    tab().editor().setUtf8Text(sql);
    // Timers of the editor have their turn before the measure.
    const QDeadlineTimer pause(200);
    spinUntil([&] { return pause.hasExpired(); });
}

} // namespace larder::bench
