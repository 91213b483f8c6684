#pragma once

#include "models/valuereader.h"

#include <QDockWidget>
#include <QTimer>

class QComboBox;
class QLabel;
class QToolButton;

namespace larder {

class NoticeBar;
class ValueFileSaver;
class ValuePages;

/// Shows one value as a whole: as text, JSON, XML, bytes or image, with what it is and how long. Holds it
/// only while it is on screen. What takes time is done by a thread: a value of any size opens at once.
class CellDock final : public QDockWidget
{
    Q_OBJECT

public:
    explicit CellDock(QWidget* parent = nullptr);
    ~CellDock() override;

    /// Nothing to show if @p value is not valid.
    void setValue(const CellValue& value);
    [[nodiscard]] const CellValue& value() const { return m_value; }
    [[nodiscard]] bool isOnScreen() const { return m_onScreen; }
    /// What the user chose; nothing for automatic.
    [[nodiscard]] std::optional<ValueView> chosenView() const;
    void chooseView(const std::optional<ValueView>& view);
    /// What the user chose, for the next start.
    [[nodiscard]] QByteArray saveState() const;
    /// Changes nothing if @p state is damaged.
    void restoreState(const QByteArray& state);

public Q_SLOTS:
    /// Brings it to the front, and leaves the focus where it is.
    void present();

private:
    void createControls(QWidget* parent);
    void createLayout(QWidget* content);
    QToolButton* createButton(const QString& name, const QString& text, const QString& tip);
    void connectParts();
    void visibilityChanges(bool visible);
    void read(qint64 limitBytes);
    void showContent(const ValueContent& content);
    void showFacts(const std::optional<ValueFacts>& facts);
    void showNotice(const ValueContent& content);
    void enableControls();
    void copy();

    CellValue m_value;
    bool m_onScreen = false;
    // How the value is shown now.
    ValueView m_view = ValueView::Text;
    ValueReader m_reader;
    // What takes longer is told to the user.
    QTimer m_patience;
    QLabel* m_title = nullptr;
    QLabel* m_facts = nullptr;
    QComboBox* m_views = nullptr;
    QToolButton* m_wrap = nullptr;
    QToolButton* m_fit = nullptr;
    QToolButton* m_copy = nullptr;
    QToolButton* m_save = nullptr;
    NoticeBar* m_notice = nullptr;
    NoticeBar* m_saveNotice = nullptr;
    ValuePages* m_pages = nullptr;
    ValueFileSaver* m_saver = nullptr;
    QLabel* m_status = nullptr;
};

} // namespace larder
