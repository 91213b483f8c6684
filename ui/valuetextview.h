#pragma once

#include "models/valuecontent.h"
#include "ui/scintilla.h"

#include <QTimer>

namespace larder {

/// Shows the text of a value, to be read, searched with the eye and copied: plain, or JSON or XML with
/// colours and folds. A long text comes in slices between events, so that the window goes on answering.
class ValueTextView final : public QsciScintilla
{
    Q_OBJECT

public:
    explicit ValueTextView(QWidget* parent = nullptr);

    /// @p view is one of the three views of text.
    void setContent(const PrettyText& pretty, ValueView view);
    void clearContent();
    void setWrapped(bool wrapped);
    [[nodiscard]] bool isLoading() const { return m_slices.isActive(); }

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void applyLook();
    void appendSlice();
    void matchBraces();

    QByteArray m_text;
    qsizetype m_appended = 0;
    ValueView m_view = ValueView::Text;
    bool m_folds = false;
    QTimer m_slices;
};

} // namespace larder
