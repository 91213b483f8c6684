#pragma once

#include "models/valuesaver.h"

class QWidget;

namespace larder {

class NoticeBar;

/// Asks where a value is to be saved, saves it, and says in a bar how far it is and what came of it.
class ValueFileSaver final : public QObject
{
    Q_OBJECT

public:
    ValueFileSaver(NoticeBar& bar, QWidget* parent);

    void askAndSave(const CellValue& value, const QString& suggestedName);
    void saveTo(const CellValue& value, const QString& path);
    [[nodiscard]] bool isBusy() const { return m_saver.isBusy(); }

Q_SIGNALS:
    void busyChanged(bool busy);

private:
    NoticeBar& m_bar;
    QWidget* m_window;
    ValueSaver m_saver;
    // Where the last one went.
    QString m_folder;
    QString m_fileName;
};

} // namespace larder
