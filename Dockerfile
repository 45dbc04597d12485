# One image for every service; the command says which one runs.
FROM python:3.11.14-slim-bookworm AS build
WORKDIR /build
COPY requirements.txt .
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.11.14-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /srv/guanjia guanjia
COPY --from=build /opt/venv /opt/venv
WORKDIR /srv/guanjia
COPY contracts contracts
COPY foundation foundation
COPY services services
COPY gateway gateway
COPY guanjia guanjia
RUN mkdir files && chown guanjia files && chmod 700 files
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER guanjia
ENTRYPOINT ["python", "-m", "guanjia"]
CMD ["serve", "gateway"]
