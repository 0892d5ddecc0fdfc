module chat-proxy

go 1.19
