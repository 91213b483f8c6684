#pragma once

#include "app/resultexporter.h"

namespace larder {

class MainWindow;

/// Does the exports that a window asks for, each with its progress on screen, and tells how they ended. Asks
/// before the window closes in the midst of one.
class ExportDesk final : public QObject
{
    Q_OBJECT

public:
    /// @p window outlives it.
    explicit ExportDesk(MainWindow& window, QObject* parent = nullptr);
    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void finished(const larder::ExportJob& job, const larder::ExportOutcome& outcome);

private:
    void start(const ExportJob& job);
    void ended(const ExportJob& job, const ExportOutcome& outcome);
    [[nodiscard]] bool mayLose();

    [[nodiscard]] QString lossText() const;

    MainWindow& m_window;
    // Those that run, the newest last.
    std::vector<ResultExporter*> m_running;
};

} // namespace larder
