#pragma once

#include <QProgressDialog>

namespace larder {

/// How far an export has come, with a button to cancel it. The window answers meanwhile. Shown only if the
/// export takes longer than half a second.
class ExportProgress final : public QProgressDialog
{
    Q_OBJECT

public:
    ExportProgress(const QString& path, QWidget* parent);

    /// @p share from 0 to 1.
    void showShare(double share);

Q_SIGNALS:
    void cancelRequested();
};

} // namespace larder
